"""What holds of every build, whatever the document says."""
from __future__ import annotations

from collections import defaultdict

import pytest
import yaml

from graphkit.analysis.source import read_origin
from graphkit.analysis.statements import GK, NOT_ROLES, read_statements
from graphkit.analysis.verification import verify_graph
from graphkit.model import Thing
from graphkit.ontology import find_ontology

pytestmark = pytest.mark.slow

#: What a claim bears besides the roles that its sentence fills.
ABOUT_READING = NOT_ROLES | {"confidence", "derivedBy", "withheldBecause", "saidOn", "inTensionWith"}
SOUND = {"stated", "procedural"}


def test_every_quote_equals_the_text_at_its_span(built):
    found = verify_graph(built.graph.store, read_origin(built.graph.store, built.document.name), built.document)
    assert found.sound and found.claims and found.passages, found.failures[:3]


def test_every_claim_lies_in_its_paragraph(built):
    for claim in built.claims:
        paragraph = built.document.paragraphs[claim.evidence.paragraph]
        whole = paragraph.locate(0, len(paragraph.text))
        assert any(span.start <= claim.evidence.spans[0].start < span.end for span in whole), claim
        for part in claim.evidence.clause:
            assert any(span.start <= part.start and part.end <= span.end for span in claim.evidence.spans), claim


def test_every_plain_triple_has_an_affirmed_claim_and_no_denial(built):
    """A denial that carries a role denies the statement with that role only."""
    claims = defaultdict(list)
    for claim in read_statements(built.graph.store):
        claims[claim.triple].append(claim)
    predicates = {predicate for _, predicate, _ in claims}
    facts = {(str(quad.subject), quad.predicate.value.removeprefix(GK), str(quad.object))
             for quad in built.graph.store if quad.graph_name != built.graph.background}
    for triple in sorted(fact for fact in facts if fact[1] in predicates):
        affirmed = [claim for claim in claims[triple] if claim.polarity == "affirmed" and claim.modality in SOUND
                    and "withheldBecause" not in claim.roles]
        denials = [claim for claim in claims[triple] if claim.polarity == "denied" and claim.modality in SOUND]
        assert affirmed, f"{triple}: no affirmed claim"
        assert any(not any(denies(denial, claim) for denial in denials) for claim in affirmed), f"{triple}: denied"


def denies(denial, claim) -> bool:
    """Whether the denial is of all that the claim says: it carries no role that the claim does not fill alike."""
    roles = {name: set(values) for name, values in denial.roles.items() if name not in ABOUT_READING}
    return all(values & set(claim.roles.get(name, ())) for name, values in roles.items())


def test_no_triple_is_about_nobody(built):
    unstated = f"<{GK}Unstated>"
    predicates = {claim.predicate for claim in read_statements(built.graph.store)}
    bad = [str(quad) for quad in built.graph.store if str(quad.subject) == unstated
           and quad.predicate.value.removeprefix(GK) in predicates]
    assert bad == []


def test_every_sentence_is_accounted_for(built):
    """Every word of every paragraph lies in a claim's evidence, or in a sentence without one, with a reason.

    What may lie between two sentences is marks of footnotes and numbers of pages.
    """
    covered = bytearray(len(built.document.text))
    for spans in (*(claim.evidence.spans for claim in built.claims), *(missed.spans for missed in built.uncovered)):
        for span in spans:
            covered[span.start:span.end] = bytes([1]) * (span.end - span.start)
    for paragraph in built.document.paragraphs:
        for span in paragraph.locate(0, len(paragraph.text)):
            left = "".join(built.document.text[place] for place in range(span.start, span.end) if not covered[place])
            assert not any(map(str.isalpha, left)), f"{paragraph.kind}: {left!r}"


def test_every_reason_is_of_the_closed_list(built):
    reasons = yaml.safe_load((find_ontology() / "cues" / "coverage.yaml").read_text(encoding="utf-8"))
    assert {missed.reason for missed in built.uncovered} <= {entry["reason"] for entry in reasons}


def test_labels_are_names_not_clauses(built):
    things = {thing for claim in built.claims for thing in (claim.subject, claim.object) if isinstance(thing, Thing)}
    labels = {thing.label for thing in things}
    assert [label for label in sorted(labels) if len(label.split()) > 12 or not label.strip() or "\n" in label] == []


def test_every_file_of_the_build_is_written(built, tmp_path):
    from graphkit.cli.build import write_build

    write_build(built, tmp_path, ())
    empty = [path.name for path in sorted(tmp_path.iterdir()) if not path.stat().st_size]
    assert not empty
    assert {"graph.trig", "coverage.csv", "report.html", "dataflow.svg"} <= {path.name for path in tmp_path.iterdir()}


def test_every_sentence_is_one_line_of_the_account(built):
    """Claims that rest on further sentences do not make these a second line."""
    from graphkit.analysis.coverage import cover_document

    lines = cover_document(built.document, built.claims, built.uncovered)
    assert all(line.start < line.end for line in lines)
    starts = [line.start for line in lines]
    assert len(starts) == len(set(starts))
