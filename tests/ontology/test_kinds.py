"""Head nouns tell kinds."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from graphkit.errors import OntologyError
from graphkit.ontology import find_ontology
from graphkit.ontology.kinds import KINDS, find_singulars, load_kinds, read_kinds

PHRASES = yaml.safe_load((Path(__file__).parent / "data" / "kinds.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("kind", "phrase"), [(kind, phrase) for kind in PHRASES for phrase in PHRASES[kind].split(", ")]
)
def test_the_head_noun_of_a_phrase_tells_its_kind(kind: str, phrase: str) -> None:
    assert load_kinds().find_phrase_kind(phrase) == kind


def test_every_kind_has_its_words() -> None:
    kinds = set(load_kinds().nouns.values())
    assert kinds == set(KINDS)
    assert len(load_kinds().nouns) > 1500


@pytest.mark.parametrize(
    ("head", "premodifiers", "kind"),
    [
        ("office", ("field",), "OrganizationalUnit"),
        ("application", (), "System"),
        ("application", ("visa",), "Document"),
        ("media", ("social",), "System"),
        ("self-photographs", (), "DataCategory"),
        ("happenstance", (), "Thing"),
        ("", (), "Thing"),
    ],
)
def test_premodifiers_choose_where_the_last_word_misleads(head: str, premodifiers: tuple[str, ...], kind: str) -> None:
    assert load_kinds().find_kind(head, premodifiers) == kind


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("policies", "policy"),
        ("searches", "search"),
        ("addresses", "address"),
        ("photos", "photo"),
        ("people", "person"),
        ("aliases", "alias"),
    ],
)
def test_a_plural_may_be_of_its_singular(plural: str, singular: str) -> None:
    assert singular in find_singulars(plural, load_kinds().irregular)


@pytest.mark.parametrize("word", ["access", "process", "headquarters", "gas"])
def test_what_ends_in_s_is_no_plural_by_that(word: str) -> None:
    assert all(form == word or not form.endswith("s") for form in find_singulars(word, load_kinds().irregular))


def change(old: str, new: str, tmp_path: Path) -> Path:
    text = (find_ontology() / "cues" / "kinds.yaml").read_text("utf-8")
    assert old in text
    path = tmp_path / "kinds.yaml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "  Role: >-\n    agent,",
            "  Role: >-\n    agency, agent,",
            "'agency' is listed under Role and under Organization",
        ),
        ("  Role: >-", "  Person: >-", "'Person' is not a kind"),
        ("people person,", "people,", "'people' is not a plural and its singular"),
        ("\nnaming: >-", "\nnoming: >-", "the section 'naming' is missing or empty"),
        ("\nunit_heads: >-", "\nunit_heads: [", "kinds.yaml:"),
        ("articles: the,", "articles: 7 #", "should be words separated by commas, not 7"),
    ],
)
def test_a_broken_file_is_refused_with_its_reason(tmp_path: Path, old: str, new: str, reason: str) -> None:
    path = change(old, new, tmp_path)
    with pytest.raises(OntologyError) as caught:
        read_kinds(path)
    assert str(path) in str(caught.value)
    assert reason in str(caught.value)


def test_a_file_that_holds_no_sections_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kinds.yaml"
    path.write_text("agent, officer\n", "utf-8")
    with pytest.raises(OntologyError, match="should hold sections of words"):
        read_kinds(path)
