from __future__ import annotations

import pytest

from graphkit.diagram import Picture, read_flows
from graphkit.diagram.facts import UNSTATED
from graphkit.diagram.notation import load_notation

ID = "https://w3id.org/graphkit/id/"
ORGANIZATIONS = "id:a a gk:Organization . id:b a gk:Organization . id:c a gk:OrganizationalUnit . id:s a gk:System ."


def find_node(picture: Picture, name: str):
    return next(node for node in picture.nodes if node.iri == ID + name)


def list_ends(picture: Picture) -> set[tuple[str, str, str, str]]:
    """Source, destination, status and kind of every flow, without the base of the IRIs."""
    return {
        (flow.source.removeprefix(ID), flow.destination.removeprefix(ID), flow.status, flow.kind)
        for flow in picture.flows
    }


def write_claim(name: str, subject: str, predicate: str, thing: str, more: str = "") -> str:
    """A claim in Turtle: affirmed and stated unless `more` says otherwise."""
    polarity = "" if "gk:polarity" in more else "gk:polarity gk:Affirmed ;"
    modality = "" if "gk:modality" in more else "gk:modality gk:Stated ;"
    return (
        f"id:{name} a gk:Claim ; rdf:subject id:{subject} ; rdf:predicate gk:{predicate} ; rdf:object id:{thing} ; "
        f"{polarity} {modality} {more} . "
    )


def test_every_flow_of_the_letter_is_read_with_its_status_data_and_words(picture):
    flow = next(flow for flow in picture.flows if flow.data == ("probe photo",) and flow.via == (ID + "frs-2",))
    assert (flow.source, flow.destination) == (ID + "inquiries-branch-inspector", ID + "airfield-authority")
    assert flow.status == "stated"
    (statement,) = flow.statements
    assert statement.quote.startswith("A CPO Inquiries Branch inspector would provide a probe photo")
    assert statement.place == "block 1, question 2.a"
    assert statement.claim.startswith(ID + "claim/")


def test_flows_come_in_the_order_of_the_document(picture):
    starts = [flow.statements[0].start for flow in picture.flows]
    assert starts == sorted(starts)


def test_systems_stand_inside_their_owner_and_units_inside_their_organization(picture):
    assert find_node(picture, "frs-2").inside == ID + "airfield-authority"
    assert find_node(picture, "inquiries-branch-inspector").inside == ID + "inquiries-branch"
    around = {boundary.iri: boundary.inside for boundary in picture.boundaries}
    assert around[ID + "inquiries-branch"] == ID + "coastal-permits-office"
    assert around[ID + "coastal-permits-office"] == ID + "interior-department"


def test_what_is_known_beforehand_nests_and_is_marked(picture):
    marks = {boundary.iri: boundary.beforehand for boundary in picture.boundaries}
    assert marks[ID + "interior-department"]
    assert not marks[ID + "coastal-permits-office"]


def test_an_organization_that_the_document_does_not_name_is_no_boundary(picture):
    assert ID + "realm" not in {boundary.iri for boundary in picture.boundaries}


def test_what_is_known_beforehand_gives_no_arrow(read_turtle):
    background = (
        "id:f a gk:DataFlow ; gk:source id:a ; gk:destination id:b . id:a gk:uses id:s . "
        + write_claim("k", "a", "uses", "s")
    )
    assert read_turtle(ORGANIZATIONS, background).flows == ()


def test_a_record_stands_inside_the_only_one_who_keeps_it(picture):
    assert find_node(picture, "enrollee-information").inside == ID + "lumenor"


def test_data_without_a_named_giver_leaves_from_where_its_own_sentence_keeps_it(picture):
    (flow,) = [flow for flow in picture.flows if flow.destination == ID + "coastal-permits-office"]
    assert flow.source == ID + "enrollee-information"


def test_a_record_with_two_keepers_stands_in_neither(read_turtle):
    facts = "id:d a gk:DataCategory . id:a gk:retains id:d . id:b gk:stores id:d . id:c gk:hasAccessTo id:d . "
    picture = read_turtle(ORGANIZATIONS + facts + write_claim("k", "c", "hasAccessTo", "d"))
    assert find_node(picture, "d").inside == ""


def test_access_goes_from_the_system_to_the_party(read_turtle):
    picture = read_turtle(ORGANIZATIONS + "id:a gk:hasAccessTo id:s ." + write_claim("k", "a", "hasAccessTo", "s"))
    assert list_ends(picture) == {("s", "a", "stated", "access")}


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ("gk:polarity gk:Denied", "denied"),
        ("gk:polarity gk:Denied ; gk:modality gk:Required", "denied"),
        ("gk:modality gk:Possible", "possible"),
        ("gk:modality gk:Planned", None),  # affirmed, and no fact
        ("gk:modality gk:Stated", None),  # no fact: withheld by a rule
        ("gk:polarity gk:Denied ; gk:modality gk:Possible", None),
        ("gk:polarity gk:Denied ; gk:modality gk:KnowledgeDisclaimed", None),
        ('gk:polarity gk:Denied ; gk:withheldBecause "hearsay"', None),
        ("gk:polarity gk:Denied ; gk:deniesOnlyLimit true", None),
    ],
)
def test_only_what_a_claim_commits_to_is_drawn(read_turtle, more, status):
    picture = read_turtle(ORGANIZATIONS + write_claim("k", "a", "hasAccessTo", "s", more))
    assert {flow.status for flow in picture.flows} == ({status} if status else set())


def test_a_prohibition_is_told_from_a_denial(read_turtle):
    more = "gk:polarity gk:Denied ; gk:modality gk:Required"
    (flow,) = read_turtle(ORGANIZATIONS + write_claim("k", "a", "hasAccessTo", "s", more)).flows
    assert load_notation().find_line("denied", "access").find_suffix(flow.modality) == "prohibited"


def test_an_unresolved_reference_is_no_end_of_an_arrow(read_turtle):
    facts = "id:x a gk:System ; gk:unresolved true . id:a gk:uses id:x . "
    assert read_turtle(ORGANIZATIONS + facts + write_claim("k", "a", "uses", "x")).flows == ()


def test_a_capability_through_a_system_is_a_use_of_that_system(read_turtle):
    claim = write_claim("k", "a", "hasCapability", "q", "gk:polarity gk:Denied ; gk:via id:s")
    picture = read_turtle(ORGANIZATIONS + 'id:q a gk:Capability ; rdfs:label "sight" . ' + claim)
    assert list_ends(picture) == {("a", "s", "denied", "use")}
    assert picture.flows[0].word == "sight"


def test_a_flow_of_several_parties_is_one_for_each_pair(read_turtle):
    picture = read_turtle(ORGANIZATIONS + "id:f a gk:DataFlow ; gk:source id:a, id:b ; gk:destination id:c .")
    assert list_ends(picture) == {("a", "c", "stated", "flow"), ("b", "c", "stated", "flow")}


def test_a_flow_without_ends_has_unstated_ones(read_turtle):
    (flow,) = read_turtle("id:f a gk:DeniedDataFlow .").flows
    assert (flow.source, flow.destination, flow.status) == (UNSTATED, UNSTATED, "denied")


def test_parts_in_a_circle_stand_in_no_boundary(read_turtle):
    facts = "id:a gk:partOf id:b . id:b gk:partOf id:a . id:f a gk:DataFlow ; gk:source id:a ; gk:destination id:b ."
    picture = read_turtle(ORGANIZATIONS + facts)
    assert {node.inside for node in picture.nodes} == {""}


def test_a_long_chain_of_parts_is_read(read_turtle):
    """Deeper than Python calls itself."""
    chain = "".join(f"id:u{n} a gk:Organization ; gk:partOf id:u{n + 1} . " for n in range(1200))
    facts = "id:u1200 a gk:Organization . id:f a gk:DataFlow ; gk:source id:u0 ; gk:destination id:a ."
    assert len(read_turtle(ORGANIZATIONS + chain + facts).boundaries) == 1200


def test_a_role_stands_in_the_narrowest_of_its_organizations(read_turtle):
    facts = (
        "id:r a gk:Role ; gk:worksFor id:a, id:c . id:c gk:partOf id:a . "
        "id:f a gk:DataFlow ; gk:source id:r ; gk:destination id:b ."
    )
    assert find_node(read_turtle(ORGANIZATIONS + facts), "r").inside == ID + "c"


def test_notes_say_what_a_thing_is_or_does(picture):
    assert find_node(picture, "frs-2").notes == ("owned and maintained here",)
    assert "keeps participant image" in find_node(picture, "care-branch").notes


def test_the_document_is_named_with_its_author_and_date(picture):
    assert (picture.author, picture.date) == ("Coastal Permits Office", "20 May 2018")


@pytest.mark.parametrize(
    ("date", "words"), [("2019-04-12", "12 April 2019"), ("2019-04", "2019-04"), ("", ""), ("2019-99-01", "2019-99-01")]
)
def test_dates_are_spelled_out(date, words):
    assert load_notation().spell_date(date) == words


def test_reading_twice_gives_the_same_picture(letter, picture):
    assert read_flows(letter) == picture
