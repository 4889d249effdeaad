"""The ledger of the letter, and of the letter with an answer taken away, turned down or repeated."""
from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.analysis.ledger import Ledger, build_ledger, lay_ledger
from graphkit.analysis.record import read_record
from graphkit.document import read_document
from graphkit.graph import build_graph
from graphkit.pipeline import find_responses

TEXT = (Path(__file__).parents[2] / "seeds" / "ice-wyden-2019.txt").read_text(encoding="utf-8")


def read_ledger(folder: Path, text: str) -> Ledger:
    """The ledger of a text, without the claims, which no status but by a name's other forms depends on."""
    (folder / "letter.txt").write_text(text, encoding="utf-8")
    document = read_document(folder / "letter.txt")
    record = read_record(build_graph(document, (), find_responses(document, ())).store, "letter")
    ledger = build_ledger(record, document)
    assert len(lay_ledger(record, ledger).rows) == len(ledger.entries)
    return ledger


def find_status(ledger: Ledger, block: int, number: str) -> str:
    return next(entry.status for entry in ledger.entries
                if (entry.question.block, entry.question.number) == (block, number))  # fmt: skip


@pytest.mark.parametrize(("old", "new", "item", "before", "after"), [
    ("ICE has not obtained any legal opinions from the General Counsel's office regarding the existing or potential "
     "future use of facial recognition technology.", "", (2, "5"), "Answered", "NoAnswer"),
    ("Not applicable.", "ICE declines to provide them.", (2, "2.a"), "NotApplicable", "Declined"),
    ("ICE HSI does not track these queries and", "ICE HSI made 1,204 searches and", (1, "3"), "KnowledgeDisclaimed",
     "Answered"),
    ("The SmartLINK application was piloted on two separate occasions: from May 2, 2016 to September 23, 2016, and "
     "then again from March 8, 2017 to April 5, 2017. ICE ERO officially deployed SmartLINK on February 5, 2018.",
     "See response to question 1.a.", (3, "1"), "Answered", "RepeatsOtherAnswer"),
    ("Of the total active population, 6,771 aliens, or 7.2 percent, are on the SmartLINK technology.",
     "Some of them use it.", (3, "1.a"), "Answered", "PartlyAnswered"),
    ("ICE does not have any MOUs with any other agencies", "ICE may have MOUs with some agencies", (2, "2"), "Answered",
     "PartlyAnswered"),
])  # fmt: skip
def test_an_edited_answer_changes_its_own_status(
    tmp_path: Path, old: str, new: str, item: tuple[int, str], before: str, after: str
) -> None:
    assert TEXT.count(old) == 1
    ledgers = read_ledger(tmp_path, TEXT), read_ledger(tmp_path, TEXT.replace(old, new))
    assert [find_status(ledger, *item) for ledger in ledgers] == [before, after]
    changed = [one.question.number for one, other in zip(*(ledger.entries for ledger in ledgers), strict=True)
               if one.status != other.status]  # fmt: skip
    assert changed == [item[1]]


def test_absent_documents_stand_with_the_question_that_names_them(tmp_path: Path) -> None:
    ledger = read_ledger(tmp_path, TEXT)
    named = {entry.question.number: [reference.name for reference in entry.absent] for entry in ledger.entries
             if entry.absent}  # fmt: skip
    assert named == {"4": ["SmartLINK Overview and Participant Enrollment Agreement",
                           "Alternatives to Detention (ATD) Program SmartLINK Deployment Memorandum"]}
    assert [reference.name for reference in ledger.elsewhere] == ["your October 16th response"]
    assert len(ledger.entries) == 29
