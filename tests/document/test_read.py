from __future__ import annotations

import codecs
import datetime
import hashlib
from pathlib import Path

import pytest

from graphkit.document import read_document
from graphkit.document.words import load_words
from graphkit.errors import DocumentError, OntologyError

LETTER = Path(__file__).parents[2] / "seeds" / "ice-wyden-2019.txt"
SENTENCE = "The office keeps the pictures."


def write(folder: Path, content: bytes, name: str = "file.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_letter_says_who_wrote_it_to_whom_and_when() -> None:
    letter = read_document(LETTER)
    assert letter.title == "Response to United States Senator Wyden"
    assert letter.date == datetime.date(2019, 4, 12)
    assert letter.author == "U.S. Immigration and Customs Enforcement"
    assert letter.addressee == "United States Senator Wyden"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Responses of the Harbor Administration to the questions of the Committee", "Harbor Administration"),
        ("Testimony of the Office of Fair Audits before the Subcommittee", "Office of Fair Audits"),
        ("Decision of the Office of Fair Audits in the matter of Halvorsen Hospital", "Office of Fair Audits"),
        ("Answers to the questions of the Harbor Committee", "Department of Public Exits"),
    ],
)
def test_who_answers_is_named_by_the_title_rather_than_by_the_letterhead(
    line: str, author: str, tmp_path: Path
) -> None:
    head = f"Department of Public Exits\n\nMarch 3, 2021\n\n{line}\n\n"
    document = read_document(write(tmp_path, f"{head}We are not aware of any complaint about the gates.\n".encode()))
    assert document.author == author


ADDRESSEE = "The Honorable Jane Moss\nUnited States Senate\nWashington, DC 20510\n\nDear Senator Moss:\n\n"


@pytest.mark.parametrize(
    ("head", "body", "signed", "author"),
    [
        ("Department of Public Exits\n\nMarch 3, 2021\n\n", "", "Ann Poole\nDirector", "Department of Public Exits"),
        ("March 3, 2021\n\n", "", "Ann Poole\nDirector, Office of Fair Audits", "Office of Fair Audits"),
        ("March 3, 2021\n\n", "", "Ann Poole\nVice President, Public Policy, Verda", "Verda"),
        ("March 3, 2021\n\n", "I write on behalf of the Bureau of Quarries.\n\n", "Ann Poole", "Bureau of Quarries"),
        ("March 3, 2021\n\n", "", "Ann Poole\nVice President, Public Policy", ""),
        ("March 3, 2021\n\n", "We act on behalf of users in every state.\n\n", "Ann Poole\nDirector", ""),
    ],
)  # fmt: skip
def test_a_letter_is_by_its_letterhead_or_whoever_signs_and_never_by_its_addressee(
    head: str, body: str, signed: str, author: str, tmp_path: Path
) -> None:
    text = f"{head}{ADDRESSEE}{body}We keep the cameras of Verda.\n\nSincerely,\n\n{signed}\n"
    document = read_document(write(tmp_path, text.encode()))
    assert (document.author, document.addressee) == (author, "The Honorable Jane Moss")


def test_hash_is_that_of_the_file() -> None:
    assert read_document(LETTER).sha256 == hashlib.sha256(LETTER.read_bytes()).hexdigest()


def test_footnote_is_tied_to_the_paragraph_with_its_mark() -> None:
    letter = read_document(LETTER)
    (note,) = (one for one in letter.paragraphs if one.kind == "footnote")
    assert note.mark == "¹" and note.text.startswith("The SmartLINK application only")
    assert note.refers is not None
    assert "determine their location, and" in letter.paragraphs[note.refers].text
    assert note.question is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_give_the_same_text(encoding: str, tmp_path: Path) -> None:
    """Each without its byte-order mark, and with the hash of the text itself."""
    text = f"“{SENTENCE}” – § 5"
    document = read_document(write(tmp_path, text.encode(encoding)))
    assert document.text == text
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("The o\ufb03ce \ufb01les a re\xadport.", "The office files a report."),
        ("The office\xa0files a\u2003report.", "The office files a report."),
        ("A non\u2011citizen is \u200bknown.", "A non-citizen is known."),
        ("The pic-\ntures of the pictures.", "The pictures of the pictures."),
        ("A long-\nterm plan of a long term.", "A long-term plan of a long term."),
        ("It has FBI-\n022 and the rest of it.", "It has FBI-022 and the rest of it."),
        ("See http://a.gov/privacy-\nimpact/b now.", "See http://a.gov/privacy-impact/b now."),
        ("It is **bold** here.", "It is bold here."),
        ("The years 2013–\n2014 are over now.", "The years 2013–2014 are over now."),
    ],
)
def test_clean_text(written: str, clean: str, tmp_path: Path) -> None:
    (paragraph,) = read_document(write(tmp_path, written.encode())).paragraphs
    assert paragraph.text == clean


def test_ligature_is_in_the_span_of_the_words_that_it_begins_or_ends(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, "An o\ufb00 \ufb01le.".encode()))
    (paragraph,) = document.paragraphs
    assert paragraph.text == "An off file."
    for word in ("off", "file"):
        start = paragraph.text.index(word)
        (span,) = paragraph.locate(start, start + len(word))
        assert document.text[span.start : span.end] in ("o\ufb00", "\ufb01le")


def test_form_feeds_begin_pages(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, f"{SENTENCE}\n\f{SENTENCE}".encode()))
    assert document.pages == (0, len(SENTENCE) + 2)
    assert [paragraph.page for paragraph in document.paragraphs] == [1, 2]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\t\n ", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "byte 8"),
        (b"PK\x03\x04 and no zero", "character 2"),
        (b"A sentence with \x81 in it.", "byte 16"),
        (b"ok " + bytes(range(0xF0, 0xFF)) * 9, "byte 3"),
        (codecs.BOM_UTF16_LE + b"a\0b\0c", "byte 6"),
        (codecs.BOM_UTF8 + b"a\xff", "byte 4"),
        (b"*****\n\n-----", "no sentence"),
        (b"Word", "no sentence"),
    ],
)
def test_bad_content_is_refused_in_one_line(content: bytes, says: str, tmp_path: Path) -> None:
    path = write(tmp_path, content)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    message = str(caught.value)
    assert "\n" not in message and message.startswith(f"{path}: ") and says in message


def test_missing_file_folder_and_huge_file_are_refused(tmp_path: Path) -> None:
    for path, says in ((tmp_path / "none.txt", "No such file"), (tmp_path, "folder")):
        with pytest.raises(DocumentError, match=says):
            read_document(path)
    path = write(tmp_path, SENTENCE.encode())
    with pytest.raises(DocumentError, match="30 bytes, more than the limit of 29"):
        read_document(path, limit=29)
    assert read_document(path, limit=30).text == SENTENCE


@pytest.mark.parametrize(
    "text",
    [
        "*" * 1_000_000 + SENTENCE,
        "word " * 5000,
        "A" * 500_000 + " b",
        " " * 500_000 + SENTENCE,
        "[" * 200_000 + "a b",
        ("CAPS WORD," * 20 + "\n") * 2000,
        "a1 " * 100_000,
        "Short Title\n\n" * 3000,
        "1. a:\n(a) b:\n(i) c d\n" * 1000,
        "1. What is it?\n" * 3000,
        "ab-\n" * 20_000 + SENTENCE,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_input_is_read_to_its_end(text: str, tmp_path: Path) -> None:
    """Each of these takes minutes where a pattern backtracks or a pass is quadratic."""
    assert read_document(write(tmp_path, text.encode())).text == text


@pytest.mark.parametrize(
    ("content", "says"),
    [("[", "layout.yaml"), ("- a", "a list for each"), ("question_labels: to ask", "to ask"), ("extra: [a]", "extra")],
)
def test_broken_layout_words_are_refused(content: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "layout.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(OntologyError, match=says) as caught:
        load_words(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ("Questions for the Record\nSubmitted to Jane Moss, Director, Office of Audits\n", "Office of Audits"),
        ("Questions for the Record\n\nSenate Committee on Quarries\n", ""),
        ("Department of Public Exits\n\nOffice of the Inspector General\n", "Office of the Inspector General"),
        ("Department of Public Exits\n\nOffice of Legislative Affairs\n", "Department of Public Exits"),
        ("Department of Public Exits\n\nBureau of Quarries\n\nReport on Slate\n", "Bureau of Quarries"),
        ("DEPARTMENT OF EXITS\nOFFICE OF INSPECTOR GENERAL\n", "OFFICE OF INSPECTOR GENERAL"),
        ("QGA      Quarry Grants Administration\n", "Quarry Grants Administration"),
        ("Harbor Works\nA department of the City of Dunmere\n", ""),
        ("Ferry School District No. 411\nReport on Boats\n", "Ferry School District No. 411"),
        ("Testimony of Jane Moss\nVice President, Policy, Kestrel Corporation\n\nBefore the Quarry Committee\n",
         "Kestrel Corporation"),
        ("Office of Ferry Permits\n\nReport of Findings\n\nInquiry into boats of the Bureau of Quarries\n",
         "Office of Ferry Permits"),
        ("Harbor Police Department\n\nFROM: Jane Moss, Chief Clerk\n", "Harbor Police Department"),
        ("FROM: Jane Moss, Chief Clerk, Bureau of Quarries\n", "Bureau of Quarries"),
    ],
)  # fmt: skip
def test_who_is_asked_answers_and_an_overseer_writes_for_itself(head: str, author: str, tmp_path: Path) -> None:
    text = f"{head}\nMarch 3, 2021\n\nReport on Gates\n\nThe gates of the harbour are closed at night by the guards.\n"
    assert read_document(write(tmp_path, text.encode())).author == author


def test_a_transcript_of_several_speakers_is_nobody_s(tmp_path: Path) -> None:
    spoken = ("The CHAIRPERSON: Good morning.", "Ms POOLE: Who runs it?", "The DIRECTOR: We run it.", "Ms POOLE: Why?")
    for turns, author in ((spoken, ""), (spoken[:2], "PORTFOLIO COMMITTEE")):
        text = "\n\n".join(("PORTFOLIO COMMITTEE", "Meeting of 10 June 2025", *turns, "The board met and went home."))
        assert read_document(write(tmp_path, f"{text}\n".encode())).author == author
