"""The lexicon of names: what is in it, and what is said of a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import OntologyError
from graphkit.ontology import find_ontology
from graphkit.ontology.kinds import KINDS
from graphkit.ontology.names import Name, load_names

HEAD = """@prefix gk: <https://w3id.org/graphkit/ns#> .
@prefix name: <https://w3id.org/graphkit/names/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


@pytest.fixture(scope="module")
def names() -> dict[str, Name]:
    return {name.label: name for name in load_names(find_ontology())}


@pytest.mark.parametrize(
    ("label", "kind", "form", "parent"),
    [
        ("U.S. Customs and Border Protection", "Organization", "CBP", "Department of Homeland Security"),
        ("Enforcement and Removal Operations", "OrganizationalUnit", "ERO", "U.S. Immigration and Customs Enforcement"),
        ("Federal Bureau of Investigation", "Organization", "FBI", "Department of Justice"),
        ("National Institute of Standards and Technology", "Organization", "NIST", "Department of Commerce"),
        (
            "Office of Government Information Services",
            "OrganizationalUnit",
            "OGIS",
            "National Archives and Records Administration",
        ),
        ("Health Service Executive", "Organization", "HSE", "Government of Ireland"),
        ("Canada Border Services Agency", "Organization", "CBSA", "Public Safety Canada"),
        ("HM Courts & Tribunals Service", "OrganizationalUnit", "HMCTS", "Ministry of Justice"),
    ],
)
def test_bodies_are_known_with_their_wholes(
    names: dict[str, Name], label: str, kind: str, form: str, parent: str
) -> None:
    assert names[label].kind == kind
    assert form in names[label].names
    assert names[parent].iri in names[label].part_of


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Consular Consolidated Database", "System"),
        ("Privacy Act", "Policy"),
        ("Privacy Impact Assessment", "Document"),
        ("personally identifiable information", "DataCategory"),
        ("Visa Waiver Program", "Program"),
        ("Chief Privacy Officer", "Role"),
    ],
)
def test_other_things_have_their_kinds(names: dict[str, Name], label: str, kind: str) -> None:
    assert names[label].kind == kind


def test_there_are_several_hundred_and_none_is_named_twice() -> None:
    found = load_names(find_ontology())
    labels = [name.label for name in found]
    assert len(found) > 700
    assert len(set(labels)) == len(labels)
    assert {name.kind for name in found} <= set(KINDS)
    assert [name.iri for name in found] == sorted(name.iri for name in found)


def test_forms_of_several_bodies_are_few_and_abbreviations() -> None:
    """A long form that two bodies share is a slip; an abbreviation may be shared, and then decides nothing."""
    owners: dict[str, set[str]] = {}
    for name in load_names(find_ontology()):
        for form in (name.label, *name.names):
            owners.setdefault(form, set()).add(name.iri)
    assert all(form.isupper() for form, several in owners.items() if len(several) > 1)


def test_a_name_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "names.ttl"
    path.write_text(
        HEAD
        + """name:quorl a gk:Organization ; skos:prefLabel "Quorl  Agency" ;
            skos:altLabel "QA" , "Quorl" ; skos:hiddenLabel "Qorl" .
        name:vane a gk:OrganizationalUnit ; skos:prefLabel "Vane Office" ; org:unitOf name:quorl ;
            gk:partOf name:quorl .""",
        "utf-8",
    )
    quorl, vane = load_names(tmp_path)
    assert quorl == Name(
        "Organization", "Quorl Agency", ("QA", "Quorl"), (), "https://w3id.org/graphkit/names/quorl", ("Qorl",)
    )
    assert vane.part_of == (quorl.iri,)
    assert load_names(path) == (quorl, vane)


@pytest.mark.parametrize(
    ("body", "line", "reason"),
    [
        ('name:a a gk:Organization ; skos:prefLabel "A" ', 5, "followed by a dot"),
        ("name:a a gk:Organization .", 5, "0 skos:prefLabel"),
        ('\nname:a a gk:Organization ; skos:prefLabel "A" , "B" .', 6, "2 skos:prefLabel"),
        ('name:a skos:prefLabel "A" .', 5, "type none"),
        ('name:a a gk:Claim ; skos:prefLabel "A" .', 5, "type Claim"),
        ('name:a a gk:Organization , gk:Policy ; skos:prefLabel "A" .', 5, "type Organization, Policy"),
        ('name:a a gk:Organization ; skos:prefLabel " " .', 5, "empty label"),
        ('\n\nname:a a gk:System ; skos:prefLabel "A" ; gk:partOf name:b .', 7, "which no file of names describes"),
        ('name:a a gk:System ; skos:prefLabel "A" ; gk:partOf name:a .', 5, "is part of itself"),
        ('[] a gk:Organization ; skos:prefLabel "A" .', 0, "has to have an IRI"),
    ],
)
def test_a_broken_file_is_refused_with_file_line_and_reason(tmp_path: Path, body: str, line: int, reason: str) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text(HEAD + body, "utf-8")
    with pytest.raises(OntologyError) as caught:
        load_names(tmp_path)
    message = str(caught.value)
    assert str(path) in message
    assert reason.lower() in message.lower()
    assert not line or f"{path}:{line}:" in message
    assert "\n" not in message


def test_parts_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "circle.ttl").write_text(
        HEAD
        + "".join(
            f'name:{one} a gk:Organization ; skos:prefLabel "{one}" ; gk:partOf name:{two} .\n'
            for one, two in ("ab", "bc", "ca")
        ),
        "utf-8",
    )
    with pytest.raises(OntologyError, match="is part of itself"):
        load_names(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="cannot be read"):
        load_names(tmp_path / "none.ttl")


def write_names(path: Path, body: str) -> Path:
    path.write_text(HEAD + body, "utf-8")
    return path


def test_a_file_of_the_users_adds_a_body_below_a_known_one(tmp_path: Path) -> None:
    own = write_names(
        tmp_path / "own.ttl", 'name:tidal a gk:OrganizationalUnit ; skos:prefLabel "Tidal Unit" ; gk:partOf name:dhs .'
    )
    added = next(name for name in load_names(find_ontology(), [own]) if name.label == "Tidal Unit")
    assert (added.kind, added.part_of) == ("OrganizationalUnit", ("https://w3id.org/graphkit/names/dhs",))


def test_a_file_of_the_users_adds_names_to_a_known_body(tmp_path: Path) -> None:
    own = write_names(tmp_path / "own.ttl", 'name:dhs skos:altLabel "the Homeland Office" .')
    known = next(name for name in load_names(find_ontology(), [own]) if name.iri.endswith("/dhs"))
    assert known.label == "Department of Homeland Security" and "the Homeland Office" in known.names


def test_a_form_of_the_users_is_no_other_bodys(tmp_path: Path) -> None:
    own = write_names(
        tmp_path / "own.ttl", 'name:own-fbi a gk:System ; skos:prefLabel "Boat Index" ; skos:altLabel "FBI" .'
    )
    bearers = [name for name in load_names(find_ontology(), [own]) if "FBI" in (name.label, *name.names, *name.hidden)]
    assert [name.label for name in bearers] == ["Boat Index"]


def test_a_label_of_the_users_takes_the_place_of_a_known_body_and_its_parts(tmp_path: Path) -> None:
    known = write_names(
        tmp_path / "known.ttl",
        'name:a a gk:Organization ; skos:prefLabel "A" . name:b a gk:System ; skos:prefLabel "B" ; gk:partOf name:a .',
    )
    own = write_names(tmp_path / "own.ttl", 'name:mine a gk:Organization ; skos:prefLabel "A" ; skos:altLabel "AA" .')
    found = {name.label: name for name in load_names(known, [own])}
    assert (found["A"].iri, found["A"].names) == ("https://w3id.org/graphkit/names/mine", ("AA",))
    assert found["B"].part_of == (found["A"].iri,)


def test_a_broken_file_of_the_users_is_named_not_the_ontologys(tmp_path: Path) -> None:
    own = write_names(tmp_path / "own.ttl", '\nname:dhs skos:prefLabel "Homeland" .')
    with pytest.raises(OntologyError, match=r"own\.ttl:6: .*has 2 skos:prefLabel"):
        load_names(find_ontology(), [own])
