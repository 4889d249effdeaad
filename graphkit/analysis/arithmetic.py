"""A Document in, its shares and sums that do not add up out.

A share is held against its count and total as written: it is right if rounding the quotient to the digits that the
share has gives it, where "about" and the like allow one unit of the last digit more, "over" and "under" what they say.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from graphkit.analysis.finding import CheckCues, Finding, load_check_cues, locate_finding
from graphkit.model import Document

ABOVE, BELOW = ("over", "more than"), ("less than", "under", "nearly", "almost")
#: Units of the last digit by which a share that is said to be approximate may differ.
ABOUT = 1


def check_arithmetic(document: Document) -> Iterator[Finding]:
    """Shares and sums, in the order of the text."""
    cues = load_check_cues()
    for index, paragraph in enumerate(document.paragraphs):
        taken: list[tuple[int, int]] = []
        for pattern in cues.patterns["shares"]:
            for match in pattern.finditer(paragraph.text):
                span = match.span("share")
                if span in taken:
                    continue
                taken.append(span)
                found = check_share(match, paragraph.text, cues)
                if found:
                    yield locate_finding(document, "share", found, index, *match.span())
        for match in find_sums(paragraph.text, cues):
            found = check_sum(match, cues)
            if found:
                yield locate_finding(document, "sum", found, index, *match.span())


def check_share(match: re.Match[str], text: str, cues: CheckCues) -> str:
    """A share with its count to what the count gives, '' where that is the share or no total is told."""
    count = read_number(match["count"])
    groups = match.groupdict()
    if groups.get("total"):
        total = read_number(match["total"])
        left_open = False
    else:
        total, left_open = find_total(text[: match.start()], count, cues)
    if not total or count > total or is_year(match["count"]):
        return ""
    share = Decimal(re.sub(r"[^\d.]", "", match["share"]))
    if fits_share(count, total, share, (match["hedge"] or "").strip().lower()) or left_open:
        return ""
    digits = max(1, -int(share.as_tuple().exponent))
    return f"{count:,} of {total:,} is {quantize(Decimal(100 * count) / total, digits)} percent"


def fits_share(count: int, total: int, share: Decimal, hedge: str) -> bool:
    """Whether a count of a total is a share, as exactly as the share is written and its hedge allows."""
    exact = Decimal(100 * count) / total
    digits = max(0, -int(share.as_tuple().exponent))
    if hedge in ABOVE:
        return share <= exact < share + 10
    if hedge in BELOW:
        return share - 10 < exact <= share
    unit = Decimal(1).scaleb(-digits)
    allowed = unit / 2 + (unit * ABOUT if hedge else 0)
    return abs(exact - share) <= allowed


def find_total(before: str, count: int, cues: CheckCues) -> tuple[int, bool]:
    """The total before a count: the last larger number in a sentence that speaks of a whole; whether none does."""
    for sentence in reversed(re.split(r"(?<=[.;!?])\s+", before)):
        numbers = [read_number(match[0]) for match in cues.number.finditer(sentence) if not is_year(match[0])]
        larger = [number for number in numbers if number > count]
        if larger:
            return larger[-1], not cues.whole.search(sentence)
    return 0, True


def find_sums(text: str, cues: CheckCues) -> Iterator[re.Match[str]]:
    """Where a total stands with its parts."""
    for pattern in cues.patterns["sums"]:
        yield from pattern.finditer(text)


def check_sum(match: re.Match[str], cues: CheckCues) -> str:
    """A total with its parts to what the parts give, '' where that is the total, or where they are no plain counts."""
    words = match["parts"]
    if cues.percent.search(words) or cues.date.search(words):
        return ""
    numbers = [number for number in cues.number.finditer(words) if not is_year(number[0])]
    counts = [number for number in numbers if re.match(r" (?!and\b|or\b|of\b|to\b|days?\b|months?\b|years?\b)[a-z]",
                                                       words[number.end() :] + " x", re.I)]  # fmt: skip
    parts, total = [read_number(number[0]) for number in counts], read_number(match["total"])
    if len(parts) < 2 or len(parts) != len(numbers) or is_year(match["total"]) or sum(parts) == total:
        return ""
    return f"{' + '.join(f'{part:,}' for part in parts)} is {sum(parts):,}, not {total:,}"


def read_number(text: str) -> int:
    return int(text.replace(",", ""))


def is_year(text: str) -> bool:
    """Whether digits without a comma may be a year."""
    return len(text) == 4 and text[:2] in ("18", "19", "20")


def quantize(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits - 1), ROUND_HALF_UP)
