"""What the parser is given in place of names and doubtful words, and that every character has its way back."""

from __future__ import annotations

import pytest

from graphkit.language.glossary import NameMention
from graphkit.language.pages import Page
from graphkit.language.standins import Disguise, disguise_sentence, read_standins
from graphkit.model import Thing
from graphkit.ontology import find_ontology
from graphkit.ontology.cues import load_cues

WORDS = read_standins(load_cues(find_ontology())["standins"])
AUDITS = Thing("Organization", "OFA", ("Office of Fair Audits",))
TALLY = Thing("System", "Tally")


def name(text: str, surface: str, thing: Thing) -> NameMention:
    start = text.index(surface)
    return NameMention(start, start + len(surface), thing, thing.kind)


def disguise(text: str, *names: NameMention) -> Disguise:
    return disguise_sentence(Page(text), 0, len(text), names, WORDS)


def test_names_become_one_familiar_word_of_their_kind() -> None:
    text = "OFA asked for Tally."
    found = disguise(text, name(text, "OFA", AUDITS), name(text, "Tally", TALLY))
    organization, system = WORDS.sections["kinds"]["Organization"][0], WORDS.sections["kinds"]["System"][0]
    assert found.text == f"{organization} asked for {system}."


def test_a_bracket_with_the_short_form_is_left_out() -> None:
    text = "Office of Fair Audits (OFA) met."
    found = disguise(text, name(text, "Office of Fair Audits", AUDITS), name(text, "OFA", AUDITS))
    assert found.text == f"{WORDS.sections['kinds']['Organization'][0]} met."


def test_a_bracket_with_another_name_stays() -> None:
    text = "Office of Fair Audits (Tally) met."
    found = disguise(text, name(text, "Office of Fair Audits", AUDITS), name(text, "Tally", TALLY))
    assert "(" in found.text


@pytest.mark.parametrize(
    ("text", "seen", "lemma"),
    [
        ("They do not store it.", "They do not keep it.", "store"),
        ("It can search them.", "It can examine them.", "search"),
        ("They collect, house and keep it.", None, ""),
        # nouns
        ("The store is open.", None, ""),
        ("A search of records took place.", None, ""),
        ("Access to it ended.", None, ""),
    ],
)
def test_a_word_that_is_noun_and_verb_is_replaced_where_a_verb_must_stand(
    text: str, seen: str | None, lemma: str
) -> None:
    found = disguise(text)
    assert found.text == (seen or text)
    assert [stand_in.lemma for stand_in in found.stand_ins] == ([lemma] if lemma else [])


def test_every_stand_in_points_to_the_words_it_stands_for() -> None:
    text = "First. Office of Fair Audits (OFA) does not store limited records in Tally."
    start = text.index("Office")
    names = [name(text, "Office of Fair Audits", AUDITS), name(text, "OFA", AUDITS), name(text, "Tally", TALLY)]
    found = disguise_sentence(Page(text), start, len(text), names, WORDS)
    surfaces = [text[stand_in.source : stand_in.source_end] for stand_in in found.stand_ins]
    assert surfaces == ["Office of Fair Audits", " (OFA)", "store", "limited", "Tally"]
    rebuilt, position = "", 0
    for stand_in in found.stand_ins:
        rebuilt += found.text[position : stand_in.start] + text[stand_in.source : stand_in.source_end]
        position = stand_in.end
    assert rebuilt + found.text[position:] == text[start:]
