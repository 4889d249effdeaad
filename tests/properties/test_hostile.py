"""Letters that mean harm: whatever they hold, a build is sound, its files well formed, and nothing in them live."""
from __future__ import annotations

import csv
import hashlib
import time
import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.analysis.source import read_origin
from graphkit.analysis.verification import verify_graph
from graphkit.diagram import write_diagrams
from graphkit.export import write_exports
from graphkit.pipeline import build

pytestmark = pytest.mark.slow

MARKS = [
    "<script>alert(1)</script>", '"', "'", "\\", "`", "{", "}", "${x}", "%s", "&amp;", "]]>", "<!--", "\u202e",
    "\u200f", "\u2066", "\ufeff", "\u2028", "\U0001f575\ufe0f", "e\u0301\u0301\u0301", "=cmd|' /C calc'!A0",
    "@SUM(1)", "--",
    '"""', "\\u0041", "<http://example.org/>", "javascript:alert(1)", "';DROP", "\t", "|", ">", "\u00a0", "ﬁ",
]
NAMES = ["Bureau", "Agency", "ACME", "Office of Records", "Dr.", "A/B", "CBP"]
VERBS = ["shares", "does not share", "may query", "must not retain", "is unaware of any", "collects", "is given"]
NOUNS = ["images", "records", "the Register System (RS)", "fingerprints", "no data", "any data", "photos and videos"]
TAILS = ["with the Agency.", "until May 2, 2016.", "through RS, respectively.", "only if required?", "(see 1)", "", ":"]
SCRIPTS = ("script", "foreignobject", "iframe")


def weave(draw: st.DrawFn) -> str:
    """A sentence of the genre with marks between and inside its words."""
    words = [draw(st.sampled_from(part)) for part in (NAMES, VERBS, NOUNS, TAILS)]
    for _ in range(draw(st.integers(0, 4))):
        words.insert(draw(st.integers(0, len(words))), draw(st.sampled_from(MARKS)))
    return draw(st.sampled_from([" ", "", "  ", "\n"])).join(words) if draw(st.booleans()) else " ".join(words)


@st.composite
def letters(draw: st.DrawFn) -> str:
    """A few paragraphs of such sentences, some numbered, some marked up, some nothing but noise."""
    heads = st.sampled_from(["", "1. ", "a. ", "- ", "**", "# ", "Response: ", "(i) ", "\f", "> "])
    noise = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)
    paragraphs = draw(st.lists(st.one_of(
        st.tuples(heads, st.lists(st.composite(weave)(), min_size=1, max_size=3).map(" ".join)).map("".join), noise,
    ), min_size=1, max_size=5))
    return "The Bureau keeps records.\n\n" + "\n\n".join(paragraphs)


def check_build(text: str, folder) -> None:
    """Builds a letter and checks what must hold: the quotes, the files, and that nothing in them is live."""
    letter = folder / "letter.txt"
    letter.write_bytes(text.encode("utf-8"))
    built = build(letter)
    store = built.graph.store
    assert built.document.sha256 == hashlib.sha256(built.document.text.encode("utf-8")).hexdigest()
    found = verify_graph(store, read_origin(store, "letter"), built.document)
    assert found.sound, found.failures[:2]
    out = folder / "out"
    out.mkdir(exist_ok=True)
    for file in out.iterdir():
        file.unlink()
    write_exports(built.graph, out)
    write_diagrams(store, out)
    check_files(out)


def check_files(folder) -> None:
    for file in sorted(folder.iterdir()):
        if file.suffix in (".ttl", ".trig", ".nt"):
            triples = list(ox.parse(path=str(file)))
            assert triples or file.name in ("facts.ttl", "background.ttl")  # every build describes its document
        elif file.suffix in (".svg", ".graphml"):
            check_markup(ET.parse(file).getroot())
        elif file.suffix == ".csv":
            rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines(keepends=True)))
            assert len({len(row) for row in rows}) == 1
            assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
        elif file.suffix == ".png":
            assert file.read_bytes().startswith(b"\x89PNG")


def check_markup(root: ET.Element) -> None:
    for element in root.iter():
        assert element.tag.rpartition("}")[2].lower() not in SCRIPTS
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert not value.strip().lower().startswith("javascript:")


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=letters())
def test_a_letter_of_any_marks_gives_a_sound_build(tmp_path_factory, text):
    check_build(text, tmp_path_factory.mktemp("hostile"))


LONG = "the agency that shares images with the bureau which keeps records for the office, "
LETTERS = {
    "a sentence of 5,000 characters": "The Bureau shares images with " + LONG * 60 + "and nobody else.",
    "a word of 100,000 characters": "The Bureau shares " + "x" * 100_000 + " with the Agency.",
    "a million brackets": "The Bureau shares images. " + "(" * 500_000 + ")" * 500_000,
    "brackets in brackets": "The Bureau " + "(the Agency " * 400 + ")" * 400 + " shares images.",
    "a thousand names": "The Bureau shares images with " + ", ".join(f"Agency {n}" for n in range(1000)) + ".",
    "quotes in quotes": "The Bureau said that " * 200 + "it shares images.",
    "nothing but negation": "The Bureau does " + "not " * 300 + "share images.",
    "a hundred thousand line ends": "The Bureau shares images." + "\n" * 100_000 + "The Agency keeps them.",
    "numbers that go on": "\n\n".join(f"{n}. Does the Bureau share images? {n}" for n in range(600)),
    "nested numbers": "\n".join(f"{'  ' * n}{n}. The Bureau shares images {n}." for n in range(200)),
    "stars": "**" * 20_000 + " The Bureau shares images. " + "*" * 20_000,
    "one long abbreviation": "The Bureau (" + "A" * 5_000 + ") shares images. " + "A" * 5_000 + " keeps records.",
    "the same name for all": "The Bureau (B) shares B with B through B. " * 50,
    "an endless date": "The Bureau shares images from May 99, 20166 to 31 February 0000 and 13/13/1313.",
    "carriage returns": "The Bureau shares images.\r\rThe Agency does not.\r\n\r\nNobody keeps them.\r",
    "right to left": "\u202eThe Bureau shares images\u202c with \u2067the Agency\u2069. \u200fIt keeps \u200eimages.",
}


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_made_to_hurt_is_read_in_time(tmp_path, name):
    start = time.monotonic()
    check_build(LETTERS[name], tmp_path)
    assert time.monotonic() - start < 60, "a letter of this size must not take a minute"
