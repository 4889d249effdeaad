"""The score of a graph against a gold file, line by line and beside the reference scorer."""
from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.analysis.evaluation import evaluate_graph, overlap, pool_scores, table_reliability
from graphkit.analysis.gold import read_gold, squeeze
from graphkit.errors import EvaluationError

HERE = Path(__file__).parent
TESTS = HERE.parent
GK, RDF = "https://w3id.org/graphkit/ns#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS_LABEL, OA = "http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/ns/oa#"
MODALITIES = {"stated": "Stated", "procedural": "Procedural", "possible": "Possible", "planned": "Planned",
              "required": "Required", "disclaimed": "KnowledgeDisclaimed"}
GOLD = ("ice-wyden-2019", "fbi-iguardian-qa", "gsa-ogp1-sorn", "pclob-social-media-pia")
TEXT = """The Bureau shares images with the Agency. The Bureau does not share probe photos with anyone.
The Bureau may query the Register. Nothing else is said here at all."""
LINES = """# span: The Bureau shares … the Register.
a1|^Bureau$|shares|images|affirmed|stated|The Bureau shares images with the Agency|recipient=Agency
a2|Bureau|shares|photos|denied|stated,procedural|does not share probe photos with anyone
a3|Bureau|queries|Register|affirmed|possible|The Bureau may query the Register
a3|Register|permits|query|affirmed|stated|The Bureau may query the Register
?a4|Bureau|shares|data|affirmed|stated|shares images with the Agency
"""
IMAGES, PHOTOS, QUERY = TEXT.replace("\n", " ").split(". ")[:3]


@pytest.fixture
def gold(tmp_path: Path):
    (tmp_path / "bureau.psv").write_text(LINES, encoding="utf-8")
    return read_gold(tmp_path / "bureau.psv")


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode("https://example.org/" + re.sub(r"\W+", "-", name))


def add_claim(store, number, subject, predicate, object_, polarity, modality, quote, roles=(), fact=False):
    """One claim with its evidence, as a build writes it; a fact beside it where asked for."""
    claim, passage, selector = node(f"claim/{number}"), node(f"passage/{number}"), node(f"selector/{number}")
    value = ox.Literal(object_[1:]) if object_.startswith('"') else node(object_)
    for thing in (subject, *(() if object_.startswith('"') else (object_,))):
        store.add(ox.Quad(node(thing), ox.NamedNode(RDFS_LABEL), ox.Literal(thing)))
    for name, term in (
        (RDF + "type", ox.NamedNode(GK + "Claim")), (RDF + "subject", node(subject)), (RDF + "object", value),
        (RDF + "predicate", ox.NamedNode(GK + predicate)), (GK + "polarity", ox.NamedNode(GK + polarity.title())),
        (GK + "modality", ox.NamedNode(GK + MODALITIES[modality])), (GK + "evidence", passage),
        *((GK + role, ox.Literal(filler)) for role, filler in roles),
    ):
        store.add(ox.Quad(claim, ox.NamedNode(name), term))
    store.add(ox.Quad(passage, ox.NamedNode(OA + "hasSelector"), selector))
    store.add(ox.Quad(selector, ox.NamedNode(OA + "exact"), ox.Literal(quote)))
    if fact:
        store.add(ox.Quad(node(subject), ox.NamedNode(GK + predicate), value))


def score(gold, *claims, **facts):
    store = ox.Store()
    for number, claim in enumerate(claims):
        add_claim(store, number, *claim)
    for subject, (predicate, object_) in facts.items():
        store.add(ox.Quad(node(subject), ox.NamedNode(GK + predicate), node(object_)))
    return evaluate_graph(gold, TEXT, store)


def test_right_claims_are_found(gold):
    result = score(
        gold,
        ("Bureau", "shares", "images", "affirmed", "stated", IMAGES, [("recipient", "the Agency")], True),
        ("Bureau", "shares", "probe photos", "denied", "procedural", PHOTOS),
        ("Register", "permits", "query", "affirmed", "stated", QUERY),
    )
    assert (result.required, result.found, result.judged, result.right) == (3, 3, 3, 3)
    assert (result.precision, result.recall, result.f1, result.leaks) == (1.0, 1.0, 1.0, ())


@pytest.mark.parametrize(("claim", "kind"), [
    (("Bureau", "shares", "images", "affirmed", "stated", IMAGES), "wrong"),  # the recipient is missing
    (("Bureau", "shares", "photos", "affirmed", "stated", PHOTOS), "flipped"),
    (("Bureau", "shares", "images", "affirmed", "possible", IMAGES, [("recipient", "Agency")]), "wrong"),
    (("Other Bureau", "shares", "images", "affirmed", "stated", IMAGES, [("recipient", "Agency")]), "wrong"),
    (("Bureau", "shares", "images", "affirmed", "stated", "Words of nobody.", [("recipient", "Agency")]), "unplaced"),
    (("Bureau", "shares", "images of each and every person that a camera of anybody happens to have seen",
      "affirmed", "stated", IMAGES, [("recipient", "Agency")]), "wrong"),  # a clause is not a name
])
def test_wrong_claims_are_told_apart(gold, claim, kind):
    result = score(gold, claim)
    assert [wrong.kind for wrong in result.wrong] == [kind]
    assert len(result.missed) == 3


def test_claims_outside_the_annotated_stretch_are_not_judged(gold):
    outside = "Nothing else is said here at all."
    assert score(gold, ("Nothing", "shares", "images", "affirmed", "stated", outside)).judged == 0


def test_states_claims_are_not_judged(gold):
    assert score(gold, ("Bureau", "states", '"shares images', "affirmed", "stated", IMAGES)).judged == 0


def test_a_fact_from_a_denied_claim_is_a_leak(gold):
    result = score(gold, ("Bureau", "shares", "photos", "denied", "stated", PHOTOS, (), True))
    leak, = result.leaks
    assert leak == "<https://example.org/Bureau> shares <https://example.org/photos>: no affirmed claim behind it"


def test_a_fact_that_the_gold_refutes_is_a_leak(gold):
    result = score(gold, ("Bureau", "queries", "Register", "affirmed", "stated", QUERY, (), True))
    assert len(result.leaks) == 1 and "queries" in result.leaks[0]


def test_errors_name_line_claim_and_quote(gold):
    result = score(gold, ("Bureau", "shares", "photos", "affirmed", "stated", PHOTOS, (), True))
    errors = "\n".join(result.list_errors())
    assert "missed a1: shares affirmed “The Bureau shares images with the Agency”" in errors
    assert f"flipped: Bureau shares 'photos' (stated) “{PHOTOS}”" in errors
    assert "LEAK: Bureau shares 'photos' (stated)" in errors


def test_reliability_counts_right_claims_by_confidence(gold):
    result = score(
        gold,
        ("Bureau", "shares", "photos", "denied", "stated", PHOTOS, [("confidence", "0.92")]),
        ("Bureau", "queries", "Register", "affirmed", "stated", QUERY, [("confidence", "0.6")]),
    )
    rows = {lower: (judged, right) for lower, judged, right in table_reliability(result)}
    assert rows[0.9] == (1, 1) and rows[0.5] == (1, 0) and rows[0.95] == (0, 0)


def test_pooled_scores_count_all_lines_and_claims(gold):
    one = score(gold, ("Bureau", "shares", "photos", "denied", "stated", PHOTOS))
    none = score(gold, ("Bureau", "shares", "photos", "affirmed", "stated", PHOTOS))
    pooled = pool_scores((one, none))
    assert (pooled.required, pooled.found, pooled.judged, pooled.right, pooled.flipped) == (6, 1, 2, 1, 1)


@pytest.mark.parametrize(("line", "reason"), [
    ("a1|x|shares|y|affirmed|stated", "6 fields"),
    ("a1|x(|shares|y|affirmed|stated|q", "no regular expression"),
    ("a1|x|shares|y|affirmative|stated|q", "'affirmative' is none of affirmed, denied"),
    ("a1|x|shares|y|affirmed|certain|q", "'certain' is none of"),
])
def test_a_broken_gold_line_is_named(tmp_path, line, reason):
    file = tmp_path / "broken.psv"
    file.write_text(f"# remark\n{line}\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=f"broken.psv:2: .*{re.escape(reason)}"):
        read_gold(file)


def test_a_span_that_is_not_in_the_text_is_named(tmp_path):
    (tmp_path / "other.psv").write_text("# span: Something … else\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="span not found in the text: Something … else"):
        score(read_gold(tmp_path / "other.psv"))


@pytest.mark.parametrize(("quote", "evidence", "expected"), [
    ("the quick brown fox", "see the quick brown fox jump", True),
    ("see the quick brown fox jump", "the quick brown fox", True),
    ("see the fox", "the fox", False),  # too short to hold by anything but accident
    ("where is the quick brown fox", "is the quick brown fox that jumps", True),
    ("where is the quick brown fox", "fox that jumps over", False),
    ("abcabcabcabcabcabcx", "yabcabcabcabcabcabc", True),
])
def test_quotes_overlap(quote, evidence, expected):
    assert overlap(quote, evidence) is expected


def draw_graph(name: str, seed: int) -> ox.Store:
    """Claims near the lines of a gold file, many with something wrong: what a poor extractor might make of the text."""
    draw = random.Random(seed)
    gold = read_gold(TESTS / "gold" / f"{name}.psv")
    sentences = re.split(r"(?<=[.?!])\s+", squeeze(find_text(name).read_text(encoding="utf-8")))
    store = ox.Store()
    for number, line in enumerate(draw.sample(gold.lines, min(80, len(gold.lines)))):
        holding = [sentence for sentence in sentences if line.quote in sentence] or [line.quote]
        roles = [(role.names[0], strip_pattern(role.pattern)) for role in line.roles if draw.random() < 0.7]
        add_claim(
            store, number, strip_pattern(line.subject), draw.choice([*line.predicates, "shares"]),
            draw.choice(["", '"']) + strip_pattern(line.object),
            draw.choice([line.polarity] * 4 + ["affirmed", "denied"]),
            draw.choice([*line.modalities] * 4 + ["stated", "possible"]),
            draw.choice([line.quote, line.quote[: len(line.quote) * 2 // 3], *holding * 3, "Words of nobody."]),
            roles, draw.random() < 0.5,
        )
    return store


def strip_pattern(pattern: re.Pattern) -> str:
    """A pattern of a gold line in, a label that fits it, or nearly, out."""
    first = pattern.pattern.split(")|(")[0]
    return re.sub(r"\(\?:|\(the \)\?|\(.*?\)\?|\\s[?*]|\.\*|[\\^$()?*]", "", first) or "something"


def find_text(name: str) -> Path:
    text = TESTS / "corpus" / f"{name}.txt"
    return text if text.is_file() else TESTS.parent / "seeds" / f"{name}.txt"


def run_reference(name: str, graph: Path) -> dict:
    files = [TESTS / "gold" / f"{name}.psv", find_text(name), graph]
    command = [sys.executable, HERE / "reference_scorer.py", *files, "--json"]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


@pytest.mark.parametrize("name", GOLD)
@pytest.mark.parametrize("seed", [1, 2])
def test_figures_are_those_of_the_reference(tmp_path, name, seed):
    store = draw_graph(name, seed)
    store.dump(str(tmp_path / "graph.nq"), ox.RdfFormat.N_QUADS)
    mine = evaluate_graph(read_gold(TESTS / "gold" / f"{name}.psv"), find_text(name).read_text(encoding="utf-8"), store)
    reference = run_reference(name, tmp_path / "graph.nq")
    assert mine.count_figures() == reference
    assert 0 < reference["found"] < reference["required"] and reference["leaks"] and reference["polarity_flipped"]
