"""The invariant, on claims drawn at random: the facts are those that section 2 of the vocabulary allows, and no others.

What the rules derive in SPARQL is compared with the same definition in a few lines of Python, and every graph must be
sound to the shapes.
"""
from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.graph import Graph, build_graph
from graphkit.graph.validation import validate_graph
from graphkit.model import UNSTATED, Claim, Evidence, Role, Span, Thing, Value
from graphkit.ontology.namespaces import GK, ID

from .sample import DOCUMENT, PARAGRAPHS

PARTIES = (Thing("Organization", "A"), Thing("Organization", "B"))
THINGS = (*PARTIES, Thing("Thing", "they", unresolved=True), UNSTATED)
DATA = (
    Thing("DataCategory", "x"),
    Thing("DataCategory", "visa inquiries"),
    Thing("DataCategory", "it", unresolved=True),
)
SYSTEMS = (Thing("System", "S"), Thing("System", "T"))
ROLES = (
    *(Role("via", system) for system in SYSTEMS),
    *(Role("recipient", party) for party in PARTIES),
    Role("condition", Value("if asked")),
    Role("restriction", Value("solely")),
    Role("restriction", Value("except with consent")),
)
LIMITS = {"solely"}
START = PARAGRAPHS[3].runs[0].source

claims = st.builds(
    Claim,
    subject=st.sampled_from(THINGS),
    predicate=st.sampled_from(["shares", "submits", "receives", "states"]),
    object=st.sampled_from(DATA),
    polarity=st.sampled_from(["Affirmed", "Affirmed", "Denied"]),
    modality=st.sampled_from(["Stated", "Stated", "Procedural", "Possible", "Planned", "Required"]),
    evidence=st.integers(0, 200).map(lambda place: Evidence((Span(START + place, START + place + 20),), 3)),
    roles=st.lists(st.sampled_from(ROLES), max_size=2, unique=True).map(tuple),
    withheld=st.sampled_from(["", "", "", "a low confidence"]),
)


def is_limited(claim: Claim) -> bool:
    """Whether a denial is of a limiting word."""
    return any(role.name == "restriction" and getattr(role.value, "text", "") in LIMITS for role in claim.roles)


def contradicts(denial: Claim, claim: Claim) -> bool:
    """Whether a denial covers a claim: the same statement, and a common value of every role that the denial has."""
    same = (denial.subject, denial.predicate, denial.object) == (claim.subject, claim.predicate, claim.object)
    if not same or denial.polarity != "Denied" or is_limited(denial):
        return False
    if denial.subject.unresolved or getattr(denial.object, "unresolved", False):
        return False  # never a fact anyway, and another thing in each sentence
    return all(
        any(other in claim.roles for other in denial.roles if other.name == role.name) for role in denial.roles
    )


def find_facts(claims: list[Claim]) -> set[tuple[str, str, str]]:
    """The plain triples that may be, by the definition."""
    return {
        (claim.subject.label, claim.predicate, claim.object.label)
        for claim in claims
        if claim.polarity == "Affirmed"
        and claim.modality in ("Stated", "Procedural")
        and not claim.withheld
        and claim.predicate != "states"
        and claim.subject != UNSTATED
        and isinstance(claim.object, Thing)
        and not claim.subject.unresolved
        and not claim.object.unresolved
        and not any(contradicts(denial, claim) for denial in claims)
    }


def read_facts(graph: Graph) -> set[tuple[str, str, str]]:
    """The plain triples that are, without those of derived predicates."""
    names = {f"{ID}a": "A", f"{ID}b": "B", f"{ID}x": "x", f"{ID}visa-inquiries": "visa inquiries"}
    return {
        (names.get(getattr(quad.subject, "value", ""), str(quad.subject)), quad.predicate.value.removeprefix(GK),
         names.get(getattr(quad.object, "value", ""), str(quad.object)))
        for quad in graph.store
        if quad.predicate.value in {f"{GK}{name}" for name in ("shares", "submits", "receives", "states")}
    }  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(claims, min_size=1, max_size=8))
def test_facts_are_what_the_definition_allows(drawn: list[Claim]) -> None:
    graph = build_graph(DOCUMENT, drawn, names=())
    assert read_facts(graph) == find_facts(drawn)
    assert validate_graph(graph.store) == ()


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(st.lists(claims, min_size=1, max_size=6))
def test_the_same_claims_give_the_same_graph(drawn: list[Claim]) -> None:
    first, second = (set(build_graph(DOCUMENT, drawn, names=()).store) for _ in range(2))
    assert first == second
