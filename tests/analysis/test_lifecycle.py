"""What is told of the life of data: stated, denied, hedged or missing, and never more; its record in terms of DPV."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from graphkit.analysis.lifecycle import (
    Life,
    build_lifecycle,
    join_values,
    lay_lifecycle,
    lay_processing,
    read_lifecycle_cues,
)
from graphkit.analysis.processing import PROPERTIES, write_processing
from graphkit.analysis.record import Record, open_record, read_record
from graphkit.errors import OntologyError
from graphkit.ontology.namespaces import DPV
from graphkit.pipeline import build

ROOT = Path(__file__).parents[2]
Build = Callable[[str], Record]


@pytest.fixture
def read(tmp_path: Path) -> Build:
    def build_text(text: str) -> Record:
        (tmp_path / "letter.txt").write_text(text + "\n", encoding="utf-8")
        return read_record(build(tmp_path / "letter.txt").graph.store, "letter")

    return build_text


def find_life(record: Record, label: str) -> Life:
    return next(life for life in build_lifecycle(record) if life.label == label and life.kind == "data")


@pytest.mark.parametrize(("text", "field", "state", "value"), [
    ("The Harbor Bureau collects fingerprints.", "collector", "stated", "Harbor Bureau"),
    ("The Harbor Bureau does not collect fingerprints.", "collector", "denied", "not: Harbor Bureau"),
    ("The Harbor Bureau may collect fingerprints.", "collector", "possible", "possible: Harbor Bureau"),
    ("The Harbor Bureau will collect fingerprints.", "collector", "planned", "planned: Harbor Bureau"),
    ("The Harbor Bureau collects fingerprints from visa applicants.", "source", "stated", "visa applicants"),
    ("The Harbor Bureau shares fingerprints with the Coast Service.", "recipients", "stated", "Coast Service"),
    ("The Harbor Bureau does not share fingerprints with the Coast Service.", "recipients", "denied",
     "not: Coast Service"),
    ("The Harbor Bureau does not share fingerprints.", "recipients", "denied", "not: anybody"),
    ("The Harbor Bureau collects fingerprints. The Harbor Bureau deletes fingerprints.", "deletion", "stated",
     "Harbor Bureau"),
    ("The Harbor Bureau collects fingerprints.", "deletion", "missing", ""),
    ("The Harbor Bureau collects fingerprints.", "legal basis", "missing", ""),
])  # fmt: skip
def test_each_field_and_its_state(read: Build, text: str, field: str, state: str, value: str) -> None:
    life = find_life(read(text), "fingerprints")
    assert (life.find_state(field), join_values(life.fields[field])) == (state, value)


def test_a_flow_has_its_two_ends_alone(read: Build) -> None:
    record = read("The Harbor Bureau shares fingerprints with the Coast Service. The Port Authority shares "
                  "fingerprints with the Lock Board. The Harbor Bureau deletes fingerprints.")  # fmt: skip
    flows = {life.label: life for life in build_lifecycle(record) if life.kind == "flow"}
    assert set(flows) == {"Harbor Bureau → Coast Service: fingerprints", "Port Authority → Lock Board: fingerprints"}
    flow = flows["Port Authority → Lock Board: fingerprints"]
    assert [join_values(flow.fields[name]) for name in ("source", "recipients", "deletion")] == [
        "Port Authority", "Lock Board", "Harbor Bureau"]


def test_denied_and_possible_flows_are_none(read: Build) -> None:
    record = read("The Harbor Bureau does not share fingerprints with the Coast Service. The Harbor Bureau may share "
                  "fingerprints with the Lock Board.")  # fmt: skip
    assert [life.kind for life in build_lifecycle(record)] == ["data"]


def test_the_record_of_processing_states_only_what_is_stated(read: Build) -> None:
    record = read("The Harbor Bureau collects fingerprints. The Harbor Bureau does not share fingerprints with the "
                  "Coast Service. The Lock Board may receive fingerprints.")  # fmt: skip
    text = write_processing(record, build_lifecycle(record))
    store = Store()
    store.load(text.encode(), format=RdfFormat.TURTLE)
    assert not list(store.quads_for_pattern(None, NamedNode(f"{DPV}hasRecipient"), None))
    (collector,) = store.quads_for_pattern(None, NamedNode(f"{DPV}hasResponsibleEntity"), None)
    assert "harbor-bureau" in str(collector.object)
    assert "_:" not in text
    assert text == write_processing(record, build_lifecycle(record))


def test_terms_of_the_privacy_vocabulary_are_valid() -> None:
    """Checked by hand against the terms of DPV 2.3."""
    record = open_record(ROOT / "exports" / "ice-wyden-2019")
    text = write_processing(record, build_lifecycle(record))
    triples = parse(text.encode(), format=RdfFormat.TURTLE)
    terms = {term.value.removeprefix(DPV) for triple in triples for term in (triple.predicate, triple.object)
             if isinstance(term, NamedNode) and term.value.startswith(DPV)}  # fmt: skip
    assert terms <= {"Process", "hasData", *(name for pair in PROPERTIES.values() for name in pair)}


def test_sheets_hold_every_field_with_its_words() -> None:
    record = open_record(ROOT / "exports" / "ice-wyden-2019")
    lives = build_lifecycle(record)
    sheet, processing = lay_lifecycle(record, lives), lay_processing(record, lives)
    assert len(sheet.rows) == 9 * len(lives) == 9 * len(processing.rows)
    for row in sheet.rows:
        assert (row.cells[3] == "missing") == (not row.quotes and not row.cells[4])
    told = [row for row in sheet.rows if row.cells[2] == "retention"]
    kept = next(row for row in told if "end of the awarded contract" in row.cells[4])
    assert kept.cells[3] == "stated" and "until the end of the awarded contract" in kept.quotes[0].words


@pytest.mark.parametrize("content", [{}, {"fields": [{"name": "x"}]}, {"fields": [{"name": "x", "article": "y"}]}])
def test_a_broken_cue_is_refused(content: dict[str, object]) -> None:
    with pytest.raises(OntologyError, match=r"lifecycle\.yaml"):
        read_lifecycle_cues(content)
