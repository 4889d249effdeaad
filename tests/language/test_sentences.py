"""Where sentences end, and where a full stop ends none."""

from __future__ import annotations

import pytest

from graphkit.language.sentences import Stops, split_sentences

STOPS = Stops(
    abbreviations=frozenset({"U.S.", "e.g.", "No.", "Dr.", "Inc."}),
    lettered=frozenset({"attachment", "annex"}),
    final=frozenset({"Inc.", "U.S."}),
    opening=frozenset({"The", "At"}),
)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One ends. Two ends.", ["One ends.", "Two ends."]),
        ("Is it so? It is! Good.", ["Is it so?", "It is!", "Good."]),
        ("He said “it is so.” They agreed.", ["He said “it is so.”", "They agreed."]),
        ("It ended (in May.) Then it began.", ["It ended (in May.)", "Then it began."]),
        ("It held 12. 14 were lost.", ["It held 12.", "14 were lost."]),
        ("The first ends. iPhones remain.", ["The first ends.", "iPhones remain."]),
        ("No stop at the end", ["No stop at the end"]),
        ("  Blanks around.  ", ["Blanks around."]),
        ("", []),
        ("   ", []),
        # no borders
        ("The U.S. Quarry Board met.", ["The U.S. Quarry Board met."]),
        ("See No. 7 for details.", ["See No. 7 for details."]),
        ("Dr. Moss wrote.", ["Dr. Moss wrote."]),
        ("J. Moss wrote.", ["J. Moss wrote."]),
        ("It bought Kites, Inc. At noon it left the U.S. The rest stayed.",
         ["It bought Kites, Inc.", "At noon it left the U.S.", "The rest stayed."]),
        ("It bought Kites, Inc. Holdings of Dr. The.", ["It bought Kites, Inc. Holdings of Dr. The."]),
        ("A copy is Attachment B. The order ends.", ["A copy is Attachment B.", "The order ends."]),
        ("See the rules (Annex C). They end.", ["See the rules (Annex C).", "They end."]),
        ("The letter of B. Moss ends.", ["The letter of B. Moss ends."]),
        ("It took 3.5 hours. Then it ended.", ["It took 3.5 hours.", "Then it ended."]),
        ("It ends here. but goes on.", ["It ends here. but goes on."]),
    ],
)
def test_borders(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text, STOPS)] == sentences


def test_an_abbreviation_at_the_end_of_the_text_ends_its_sentence() -> None:
    assert split_sentences("It left the U.S.", STOPS) == ((0, 16),)
