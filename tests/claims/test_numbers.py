"""Counts and shares: which numbers a clause states, and of what."""

from __future__ import annotations

import pytest

from graphkit.claims.cues import ClaimCues
from graphkit.claims.fillers import read_fillers
from graphkit.claims.numbers import match_counts
from graphkit.model import UNSTATED, Argument, Claim, Clause, Evidence, Mention, Span, Thing, Value

CUES = ClaimCues(
    measures=frozenset({"population", "number", "total"}), units=frozenset({"euro"}), scales=frozenset({"million"})
)
EVIDENCE = Evidence((Span(0, 60),), 0)


def count(text: str, subject: str, complement: str = "", head: str = "be", modality: str = "Stated") -> list[Claim]:
    """The counts of a clause whose subject and complement are these words of the text."""
    mention = Mention(Thing("Role", subject.split()[-1]), subject, 0, 1)
    arguments = [Argument("subject", (mention,), subject, text.index(subject), len(subject))]
    if complement:
        start = text.index(complement)
        arguments.append(Argument("complement", (), complement, start, start + len(complement)))
    clause = Clause(0, 0, 0, len(text), head, "verb", tuple(arguments), "Affirmed", modality)
    return list(match_counts(read_fillers(clause), text, lambda _: EVIDENCE, UNSTATED, CUES))


@pytest.mark.parametrize(
    ("text", "subject", "complement", "numbers"),
    [
        ("The population is 94 people.", "The population", "94 people", [("hasCount", "94")]),
        ("The population was 94,687.", "The population", "94,687", [("hasCount", "94,687")]),
        ("The total is 2.4 million euro.", "The total", "2.4 million euro", []),
        ("The total is about 3.5 million.", "The total", "about 3.5 million", [("hasCount", "3.5 million")]),
        ("6 people, or 7 percent, are enrolled.", "6 people", "", [("hasCount", "6"), ("hasShare", "7")]),
        ("12 percent of users are enrolled.", "12 percent of users", "", [("hasShare", "12")]),
        # no counts
        ("The fee is 94 dollars.", "The fee", "94 dollars", []),
        ("The population is large.", "The population", "large", []),
        ("The populations are 94 people.", "The populations", "94 people", []),
        ("The number is A94B.", "The number", "A94B", []),
        ("Users are enrolled.", "Users", "", []),
    ],
)
def test_counts(text: str, subject: str, complement: str, numbers: list[tuple[str, str]]) -> None:
    found = [(claim.predicate, claim.object) for claim in count(text, subject, complement)]
    assert [(predicate, value.text) for predicate, value in found if isinstance(value, Value)] == numbers


def test_a_share_is_a_decimal_number() -> None:
    [share] = count("12.5% of users are enrolled.", "12.5% of users")
    assert share.object == Value("12.5", "decimal")


@pytest.mark.parametrize(("head", "modality"), [("contain", "Stated"), ("be", "")])
def test_another_verb_or_nothing_asserted_counts_nothing(head: str, modality: str) -> None:
    assert count("The population is 94 people.", "The population", "94 people", head, modality) == []
