"""The same words, whatever file they come in."""

from __future__ import annotations

import datetime
import io
import stat
from email.message import EmailMessage
from pathlib import Path

import docx
import pypdfium2
import pytest

from graphkit.document import read_document
from graphkit.errors import DocumentError
from graphkit.model import Document

FILES = Path(__file__).parent / "files"
CORPUS = Path(__file__).parents[1] / "corpus"


def write(folder: Path, content: str | bytes, name: str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def list_paragraphs(document: Document) -> list[tuple[str, str, str]]:
    return [(one.kind, one.mark, one.text) for one in document.paragraphs]


def test_pdf_says_what_its_text_says() -> None:
    """The assessment as published, against its text: the same questions with the same answers."""
    pdf = read_document(FILES / "pclob-social-media-pia.pdf")
    text = read_document(CORPUS / "pclob-social-media-pia.txt")
    assert [(one.block, one.number, one.parent, one.text) for one in pdf.questions] == [
        (one.block, one.number, one.parent, one.text) for one in text.questions
    ]
    words = [" ".join(pdf.paragraphs[place].text for place in one.answers).split() for one in pdf.questions]
    assert words == [" ".join(text.paragraphs[place].text for place in one.answers).split() for one in text.questions]
    assert pdf.media_type == "application/pdf" and len(pdf.pages) == 11


def test_pdf_keeps_its_pages() -> None:
    pdf = read_document(FILES / "pclob-social-media-pia.pdf")
    (page,) = {one.page for one in pdf.paragraphs if one.text.startswith("APPENDIX A")}
    assert page == 8
    assert pdf.text[pdf.pages[7] :].startswith("APPENDIX A")
    numbers = [one for one in pdf.paragraphs if one.text.isdigit()]
    assert [one.text for one in numbers] == [str(number) for number in range(1, 12)]
    assert {one.kind for one in numbers} == {"boilerplate"}


def test_pdf_columns_are_read_one_after_the_other() -> None:
    """Three columns, running heads, and the printer's notes along the margin."""
    notice = read_document(FILES / "pclob1-sorn-federal-register.pdf")
    text = read_document(CORPUS / "pclob1-sorn-columns.txt")
    found = {one.text for one in notice.paragraphs}
    missed = [one.text for one in text.paragraphs if one.text not in found]
    assert missed == [], missed[:3]
    heads = [one for one in notice.paragraphs if "Federal Register / Vol" in one.text]
    assert len(heads) == 3 and {one.kind for one in heads} == {"boilerplate"}
    (manager,) = (one for one in notice.paragraphs if one.text.startswith("Individuals seeking notification"))
    assert any(not run.joined for run in manager.runs)


def make_scan(pages: int = 2) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 100)
    content = io.BytesIO()
    document.save(content)
    document.close()
    return content.getvalue()


def test_scan_is_refused_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, make_scan(), "scan.pdf")
    with pytest.raises(DocumentError, match=r"2 pages without a text layer.*--ocr") as caught:
        read_document(path)
    assert "\n" not in str(caught.value)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DocumentError, match="neither ocrmypdf nor tesseract"):
        read_document(path, ocr=True)


@pytest.mark.parametrize(("script", "says"), [("echo 'The office keeps pictures.'", ""), ("echo no >&2; exit 3", "no")])
def test_scan_is_read_by_what_is_installed(
    script: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = write(tmp_path, f"#!/bin/sh\n{script}\n", "tesseract")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    path = write(tmp_path, make_scan(), "scan.pdf")
    if says:
        with pytest.raises(DocumentError, match=f"tesseract failed: {says}"):
            read_document(path, ocr=True)
    else:
        document = read_document(path, ocr=True)
        assert [one.page for one in document.paragraphs] == [1, 2]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"%PDF-1.7\nnothing", "not a PDF"),
        ("a.docx", b"PK\x03\x04word/nothing", "not a DOCX"),
        ("a.rtf", b"{\\rtf1 words}", "RTF is not read"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "old Word format"),
        ("a.eml", b"Subject: x\n\n", "empty body"),
        ("a.html", b"<html><body></body></html>", "no sentence"),
    ],
)
def test_broken_files_are_refused_in_one_line(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=says) as caught:
        read_document(write(tmp_path, content, name))
    assert "\n" not in str(caught.value)


PAGE = """<!DOCTYPE html><html><head><title>x</title><style>p {}</style></head><body>
<nav>Home | About</nav>
<h1>Answers of the Port Office</h1>
<p>The Office   keeps <b>pictures</b>.<br>It shares none.</p>
<h2>Retention</h2>
<p>Records include:</p><ul><li>plates; and</li><li><p>faces.</p></li></ul>
<ol type="a"><li>Who sees them?</li></ol><p>Officers.</p>
<p><strong>Vendors</strong></p>
<table><tr><th>Recommendation</th><th>Response</th></tr>
<tr><td>Publish the contract.</td><td>It is published.</td></tr></table>
<script>var hidden;</script></body></html>"""


def test_html(tmp_path: Path) -> None:
    document = read_document(write(tmp_path, PAGE, "page.html"))
    assert list_paragraphs(document) == [
        ("heading", "", "Answers of the Port Office"),
        ("text", "", "The Office keeps pictures."),
        ("text", "", "It shares none."),
        ("heading", "", "Retention"),
        ("text", "", "Records include:"),
        ("item", "•", "plates; and"),
        ("item", "•", "faces."),
        ("question", "a.", "Who sees them?"),
        ("text", "", "Officers."),
        ("heading", "", "Vendors"),
        ("question", "Recommendation:", "Publish the contract."),
        ("text", "Response:", "It is published."),
    ]
    assert document.media_type == "text/html"
    assert document.paragraphs[5].lead == 4 and document.paragraphs[4].section == "Retention"


def test_html_however_deep_and_in_its_own_encoding(tmp_path: Path) -> None:
    deep = "<div>" * 3000 + "The Office keeps it." + "</div>" * 3000
    assert "keeps it" in read_document(write(tmp_path, f"<html><body>{deep}", "deep.html")).text
    latin = '<html><head><meta charset="iso-8859-2"></head><body><p>Urząd ma ją.</p>'.encode("iso-8859-2")
    assert "Urząd ma ją." in read_document(write(tmp_path, latin, "latin.html")).text


def test_docx(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_heading("Answers of the Port Office", 0)
    file.add_paragraph("How long are pictures kept?", style="List Number")
    file.add_paragraph("They are kept for thirty days.")
    file.add_paragraph("").add_run("Vendors").bold = True
    file.add_paragraph("plates", style="List Bullet")
    table = file.add_table(rows=2, cols=2)
    for place, words in enumerate(("Question", "Answer")):
        table.cell(0, place).paragraphs[0].add_run(words).bold = True
    table.cell(1, 0).text, table.cell(1, 1).text = "Who sees them?", "Officers do."
    content = io.BytesIO()
    file.save(content)
    document = read_document(write(tmp_path, content.getvalue(), "answers.docx"))
    assert [one[2] for one in list_paragraphs(document)] == [
        "Answers of the Port Office",
        "How long are pictures kept?",
        "They are kept for thirty days.",
        "Vendors",
        "plates",
        "Who sees them?",
        "Officers do.",
    ]
    assert [one.text for one in document.questions] == ["How long are pictures kept?", "Who sees them?"]
    assert [document.paragraphs[one.answers[0]].text for one in document.questions] == [
        "They are kept for thirty days.",
        "Officers do.",
    ]


def test_mail(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"] = "Port Office <office@port.example>"
    mail["To"] = "Jane Roe <jane@paper.example>"
    mail["Date"] = "Fri, 12 Apr 2019 10:00:00 -0400"
    mail["Subject"] = "Your questions"
    mail.set_content("> You sell pictures.\n> 1. Who sees them?\n\nOfficers see them.\n\n> 2. Are they sold?\n\nNo.\n")
    mail.add_attachment(b"x", maintype="image", subtype="png", filename="x.png")
    document = read_document(write(tmp_path, bytes(mail), "reply.eml"))
    assert (document.title, document.author, document.addressee) == ("Your questions", "Port Office", "Jane Roe")
    assert document.date == datetime.date(2019, 4, 12)
    assert list_paragraphs(document) == [
        ("boilerplate", "", "You sell pictures."),
        ("question", "1.", "Who sees them?"),
        ("text", "", "Officers see them."),
        ("question", "2.", "Are they sold?"),
        ("text", "", "No."),
    ]


def test_markdown(tmp_path: Path) -> None:
    words = (
        "# Answers\n\nThe *Office* keeps [the pictures](http://port.example/a_b) for __thirty__ days; "
        "`plate_id` is kept.\n\n> **1.** Who sees *them*?\n\nOfficers<br> see them[^a].\n\n[^a]: Since 2020.\n"
    )
    document = read_document(write(tmp_path, words, "answers.md"))
    assert document.text == words
    assert [one.text for one in document.paragraphs] == [
        "Answers",
        "The Office keeps the pictures for thirty days; plate_id is kept.",
        "Who sees them?",
        "Officers see them.",
        "Since 2020.",
    ]
    assert document.paragraphs[4].kind == "footnote" and document.paragraphs[4].refers == 3
