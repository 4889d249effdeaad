from __future__ import annotations

import pytest

from graphkit.diagram import Boundary, Flow, Node, Picture, Statement, build_page
from graphkit.diagram.facts import UNSTATED
from graphkit.diagram.page import has_name, list_subjects
from graphkit.errors import DiagramError

KINDS = {"S": "System", "R": "Role", "U": "OrganizationalUnit", "D": "DataCategory"}


def draw(*flows: Flow, inside: dict[str, str] | None = None, beforehand: str = "", author: str = "") -> Picture:
    """Flows between things named by letters and digits ('S1' is a system) to a picture."""
    inside = inside or {}
    ends = sorted({end for flow in flows for end in (flow.source, flow.destination, *flow.via)} - {UNSTATED})
    nodes = tuple(
        Node(end, f"the {end}", KINDS.get(end[0], "Organization"), (f"{end} by another name",), (), inside.get(end, ""))
        for end in ends
    )
    outer = sorted(set(inside.values()))
    boundaries = tuple(Boundary(iri, f"the {iri}", (), inside.get(iri, ""), iri in beforehand) for iri in outer)
    return Picture(nodes, boundaries, flows, author_iri=author)


def flow(source: str, destination: str, data: str = "photo", status: str = "stated", at: int = 0, **more) -> Flow:
    iri = f"{source}>{destination}:{data}:{status}:{at}"
    statements = more.pop("statements", (Statement(at, f"claim:{iri}", f"{source} gives."),))
    return Flow(iri, source, destination, status, data=(data,) if data else (), statements=statements, **more)


def list_arrows(picture: Picture, **options) -> list[tuple[int, str, str]]:
    page = build_page(picture, **options)
    return [(arrow.number, arrow.source, arrow.destination) for arrow in page.arrows]


INSIDE = {"S1": "B", "S2": "A", "S3": "C"}


@pytest.mark.parametrize(
    ("source", "destination", "via", "arrows"),
    [
        ("A", "B", ("S1",), [(1, "A", "S1")]),  # the destination's own system
        ("A", "B", ("S2",), [(1, "S2", "B")]),  # the source's own
        ("A", "B", ("S3",), [(1, "A", "S3"), (1, "S3", "B")]),  # a third party's
        ("A", UNSTATED, ("S3",), [(1, "A", "S3")]),
        (UNSTATED, "B", ("S3",), [(1, "S3", "B")]),
        ("A", "B", ("S3", "S4"), [(1, "A", "B")]),  # which way is not said
        ("A", "B", ("A",), [(1, "A", "B")]),
        (UNSTATED, UNSTATED, ("S3",), []),
        (UNSTATED, UNSTATED, (), []),
        ("A", "A", (), []),
    ],
)
def test_a_flow_through_a_system_is_routed_by_whose_it_is(source, destination, via, arrows):
    picture = draw(flow(source, destination, via=via), inside=INSIDE)
    assert list_arrows(picture) == arrows


def test_a_denied_flow_through_a_system_stays_one_arrow():
    page = build_page(draw(flow("A", "B", status="denied", via=("S3",)), inside=INSIDE))
    assert [(arrow.source, arrow.destination, arrow.through) for arrow in page.arrows] == [("A", "B", ("the S3",))]


def test_flows_that_cannot_be_drawn_are_counted():
    page = build_page(draw(flow(UNSTATED, UNSTATED), flow("A", "A"), flow("A", "B")))
    assert (page.unplaced, len(page.arrows)) == (2, 1)


def test_parallel_flows_are_merged_with_their_data_claims_and_count():
    page = build_page(draw(flow("A", "B", "photo", at=1), flow("A", "B", "Photo", at=2), flow("A", "B", "name", at=3)))
    (arrow,) = page.arrows
    assert arrow.data == ("photo", "name")
    assert arrow.count == 3
    assert [statement.start for statement in arrow.statements] == [1, 2, 3]


def test_what_is_stated_denied_and_possible_is_never_merged():
    page = build_page(draw(*(flow("A", "B", status=status) for status in ("stated", "possible", "denied"))))
    assert sorted(arrow.status for arrow in page.arrows) == ["denied", "possible", "stated"]


def test_flows_in_both_directions_stay_two():
    assert len(build_page(draw(flow("A", "B"), flow("B", "A"))).arrows) == 2


@pytest.mark.parametrize("hidden", ["denied", "possible"])
def test_denied_and_possible_flows_can_be_left_out(hidden):
    picture = draw(*(flow("A", "B", status=status) for status in ("stated", "possible", "denied")))
    assert hidden not in {arrow.status for arrow in build_page(picture, **{hidden: False}).arrows}
    assert len(build_page(picture, **{hidden: False}).arrows) == 2


@pytest.mark.parametrize(
    ("stronger", "kinds"),
    [
        (flow("A", "S1"), ["flow"]),
        (flow("S1", "A"), ["flow"]),
        (flow("R1", "S1"), ["flow"]),  # a part of A
        (flow("A", "S1", status="denied"), ["flow", "use"]),
        (flow("A", "S2"), ["flow", "use"]),
    ],
)
def test_a_use_is_drawn_only_where_no_flow_joins_the_two(stronger, kinds):
    use = flow("A", "S1", "", kind="use", word="uses")
    page = build_page(draw(use, stronger, inside={"R1": "A"}))
    assert sorted(arrow.kind for arrow in page.arrows) == kinds


def test_arrows_are_numbered_in_the_order_of_the_document():
    picture = draw(flow("A", "B", at=30), flow("B", "C", at=10), flow("C", "A", at=20))
    assert list_arrows(picture) == [(1, "B", "C"), (2, "C", "A"), (3, "A", "B")]


def test_a_big_letter_keeps_what_says_most_and_counts_the_rest():
    many = [flow(f"P{n}", f"Q{n}", at=n) for n in range(20)]
    unknown = [flow("A", UNSTATED, f"data {n}", at=100 + n) for n in range(1)]
    uses = [flow(f"U{n}", f"S{n}", "", kind="use", word="uses", at=200 + n) for n in range(5)]
    page = build_page(draw(*uses, *unknown, *many))
    assert len(page.arrows) == 12
    assert page.left_out == 14
    assert [arrow.source for arrow in page.arrows] == [f"P{n}" for n in range(12)]
    ends = {end for arrow in page.arrows for end in (arrow.source, arrow.destination)}
    assert {node.iri for node in page.nodes} == ends


def test_both_halves_of_a_flow_are_kept_or_left_out():
    halves = flow("A", "B", "name", via=("S3",), at=5)
    page = build_page(draw(flow("A", "C", at=1), halves), limit=2)
    assert (len(page.arrows), page.left_out) == (3, 0)
    page = build_page(draw(flow("A", "C", at=1), halves), limit=1)
    assert (len(page.arrows), page.left_out) == (1, 1)


def test_agencies_that_only_background_joins_are_two():
    within, crossing = flow("U1", "U3", "name", at=1), flow("U1", "U2", "photo", at=9)
    inside = {"U1": "A", "U2": "B", "U3": "A", "A": "K", "B": "K"}
    page = build_page(draw(within, crossing, inside=inside, beforehand="K"), limit=1)
    assert [arrow.destination for arrow in page.arrows] == ["U2"]


def test_a_use_that_is_said_three_times_is_as_weighty_as_a_flow():
    thrice = tuple(Statement(at, f"claim:{at}", f"A uses S1, {at}.") for at in (50, 60, 70))
    use = flow("A", "S1", "", kind="use", word="uses", statements=thrice)
    assert list_arrows(draw(use, flow("B", "C", at=1)), limit=1) == [(1, "A", "S1")]


def test_what_enters_or_leaves_an_organization_is_kept_before_what_touches_none():
    picture = draw(flow("X", "Y", "name", at=1), flow("X", "U1", "photo", at=2), inside={"U1": "A"})
    assert list_arrows(picture, limit=1) == [(1, "X", "U1")]


def test_what_one_sentence_says_of_two_is_not_torn_apart():
    same = (Statement(9, "claim:9", "They receive it."),)
    pair = [flow(f"Z{n}", f"W{n}", "result", at=50, statements=same) for n in range(2)]
    many = [flow(f"P{n}", f"Q{n}", at=100 + n) for n in range(20)]
    page = build_page(draw(flow("A", "B", at=1), *pair, *many), limit=2)
    assert [arrow.source for arrow in page.arrows] == ["A", "Z0", "Z1"]
    assert page.left_out == 20


def test_a_long_list_in_one_sentence_does_not_burst_the_page():
    same = (Statement(9, "claim:9", "They receive it."),)
    page = build_page(draw(*(flow(f"Z{n}", f"W{n}", "result", statements=same) for n in range(20))))
    assert (len(page.arrows), page.left_out) == (12, 8)


def test_outside_parties_of_which_the_same_is_said_are_one():
    page = build_page(draw(flow("A", "X1", status="denied"), flow("A", "X2", status="denied"), flow("A", "Y")))
    assert [node.label for node in page.nodes] == ["the A", "the X1, the X2", "the Y"]
    assert [arrow.count for arrow in page.arrows] == [2, 1]


def test_parts_of_organizations_are_never_drawn_as_one():
    page = build_page(draw(flow("A", "R1"), flow("A", "R2"), inside={"R1": "B", "R2": "B"}))
    assert len(page.nodes) == 3


def test_every_arrow_to_no_one_has_an_end_of_its_own():
    page = build_page(draw(flow("A", UNSTATED), flow("B", UNSTATED), flow(UNSTATED, "A")))
    unstated = [node for node in page.nodes if node.kind == "Unstated"]
    assert len({node.iri for node in unstated}) == 3


def test_an_organization_with_parts_on_the_page_stands_inside_its_own_boundary():
    page = build_page(draw(flow("A", "U1"), flow("U1", "B"), inside={"U1": "A"}))
    assert {node.iri: node.inside for node in page.nodes} == {"A": "A", "U1": "A", "B": ""}
    assert [boundary.iri for boundary in page.boundaries] == ["A"]


def test_boundaries_known_beforehand_are_drawn_only_around_two_things():
    inside = {"A": "K", "B": "L", "C": "L"}
    picture = draw(flow("A", "X"), flow("B", "X"), flow("C", "X"), inside=inside, beforehand="KL")
    page = build_page(picture)
    assert [boundary.iri for boundary in page.boundaries] == ["L"]
    assert {node.iri: node.inside for node in page.nodes} == {"A": "", "B": "L", "C": "L", "X": ""}


def test_a_boundary_known_beforehand_around_boundaries_alone_is_told_in_words():
    inside = {"U1": "A", "U2": "B", "A": "K", "B": "K"}
    page = build_page(draw(flow("U1", "U2"), inside=inside, beforehand="K"))
    assert [(boundary.iri, boundary.inside, boundary.part_of) for boundary in page.boundaries] == [
        ("A", "", "the K"), ("B", "", "the K"),
    ]
    said = build_page(draw(flow("U1", "U2"), inside=inside))
    assert [(boundary.iri, boundary.inside, boundary.part_of) for boundary in said.boundaries] == [
        ("A", "K", ""), ("B", "K", ""), ("K", "", ""),
    ]


def test_the_author_is_no_outside_party():
    page = build_page(draw(flow("A", "B"), author="A"))
    assert {node.iri: node.inside for node in page.nodes} == {"A": "A", "B": ""}


@pytest.mark.parametrize("name", ["S1", "the S1", "THE s1", "S1 by another name"])
def test_a_focus_is_found_by_iri_label_or_other_name(name):
    picture = draw(flow("A", "S1"), flow("A", "B"))
    assert list_arrows(picture, focus=name) == [(1, "A", "S1")]
    assert build_page(picture, focus=name).subject == "the S1"


def test_a_focus_on_an_organization_shows_the_flows_of_all_its_parts():
    picture = draw(flow("U1", "X"), flow("Y", "S1"), flow("X", "Y"), inside={"U1": "A", "S1": "U1"})
    assert list_arrows(picture, focus="the A") == [(1, "U1", "X"), (2, "Y", "S1")]


def test_an_unknown_focus_names_close_ones():
    with pytest.raises(DiagramError, match=r"the S2: no party or system .* did you mean the S1"):
        build_page(draw(flow("A", "S1")), focus="the S2")


def test_a_focus_in_a_picture_without_flows_is_an_error():
    with pytest.raises(DiagramError, match="anything: no party or system"):
        build_page(draw(), focus="anything")


def test_data_is_found_by_words_of_its_name():
    picture = draw(flow("A", "B", "probe photo"), flow("A", "C", "name"), flow("D1", "A", "", kind="access"))
    assert list_arrows(picture, data="PHOTO") == [(1, "A", "B")]
    assert list_arrows(picture, data="the D1") == [(1, "D1", "A")]


def test_every_system_and_organization_with_an_arrow_is_a_subject():
    picture = draw(flow("R1", "S1"), flow("X", "X"), flow("D1", "R1"), inside={"S1": "A", "A": "K"}, beforehand="K")
    assert list_subjects(picture) == ["A", "S1"]


def test_the_letter_fits_on_its_page(picture):
    page = build_page(picture)
    assert 12 <= len({arrow.number for arrow in page.arrows}) <= 14
    assert page.left_out > 0


@pytest.mark.parametrize(
    ("label", "named"), [("CBP", True), ("iGuardian", True), ("local agencies", False), ("tablet", False)]
)
def test_what_has_no_name_gets_no_diagram_of_its_own(label: str, named: bool) -> None:
    assert has_name(label) is named
