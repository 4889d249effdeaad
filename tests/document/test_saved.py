"""document.json: what is written is read back as the same value, and a changed file is refused in one line."""
from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from graphkit.document import read_document
from graphkit.document.saved import FILE, read_saved, write_document
from graphkit.errors import DocumentError

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests" / "corpus").glob("*.txt"),
                *(ROOT / "tests" / "document" / "files").glob("*.pdf")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_round_trip(path: Path, tmp_path: Path) -> None:
    document = read_document(path)
    (tmp_path / FILE).write_text(write_document(document), encoding="utf-8")
    assert read_saved(tmp_path) == document


def test_hostile_text(tmp_path: Path) -> None:
    text = "The Bureau keeps \u2028 </script> \"files\" \u202e here. It does."
    (tmp_path / "letter.txt").write_text(text, encoding="utf-8")
    document = read_document(tmp_path / "letter.txt")
    (tmp_path / FILE).write_text(write_document(document), encoding="utf-8")
    assert read_saved(tmp_path) == document


def test_half_a_pair_is_escaped() -> None:
    document = read_document(FILES[-1])
    assert "\\ud800" in write_document(replace(document, title="broken \ud800 title"))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"text": 1}', "\xff"])
def test_broken_file_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(content, encoding="latin-1")
    with pytest.raises(DocumentError, match=r"document\.json"):
        read_saved(tmp_path)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"document\.json: cannot be read"):
        read_saved(tmp_path)


def test_changed_text_is_refused(tmp_path: Path) -> None:
    text = write_document(read_document(FILES[0])).replace("does not", "does", 1)
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match="SHA-256"):
        read_saved(tmp_path)
