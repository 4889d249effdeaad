"""The start of a line in, its list mark out: bullet, number, letter, roman numeral or dotted number."""

from __future__ import annotations

import re

from msgspec import Struct

_BULLET = re.compile(r"[•‣◦▪●○■□➢➤∙·▸►✓\uf0b7*–—-](?=\s)|o(?=\s{2,})")
_DOTTED = re.compile(
    r"\(?(\d{1,3}(?:\.\d{1,3}){1,4}(?:\.?\(?[a-z]\)?)?|\d{1,3}\.?\(?[a-z]\)?(?:\.?\(?[ivx]{1,4}\)?)?)[.):]?(?=\s|$)"
)
_NUMBER = re.compile(r"(?P<open>[(\[]?)(?P<value>\d{1,3})(?P<close>\.(?=[\s*]|$|[A-Z“\"])|[)\]](?=[\s*]|$|[A-Z]))")
_LETTERS = re.compile(r"(?P<open>[(\[]?)(?P<value>[A-Za-z]|[ivxlc]{2,6}|[IVXLC]{2,6})(?P<close>[.)\]])(?=[\s*]|$)")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Mark(Struct, frozen=True):
    """A list mark: `text` as written, `end` where it ends in its line.

    readings  (style, value, number) for every way to read it, the likeliest first: 'c.' may be a letter or a hundred;
              the style keeps apart '1.', '(1)', 'a.', 'A.', 'i.'
    """

    text: str
    end: int
    readings: tuple[tuple[str, int, str], ...]

    @property
    def bullet(self) -> bool:
        return self.readings[0][0].startswith("bullet")

    @property
    def dotted(self) -> bool:
        return self.readings[0][0].startswith("dotted")

    @property
    def number(self) -> str:
        return self.readings[0][2]

    def follows(self, other: Mark) -> bool:
        """Is this the next one after `other` in one list?"""
        return any(
            style == before and (value == last + 1 or style.startswith("bullet"))
            for style, value, _ in self.readings
            for before, last, _ in other.readings
        )

    @property
    def first(self) -> bool:
        """May a list begin with it?"""
        return any(value == 1 for _, value, _ in self.readings)


def find_mark(text: str) -> Mark | None:
    """The mark that a line starts with, or None; a bullet before a number is only its ornament."""
    bullet = _BULLET.match(text)
    if bullet:
        rest = text[bullet.end() :]
        skip = bullet.end() + len(rest) - len(rest.lstrip())
        inner = find_mark(text[skip:]) if bullet.group() in "-*–" else None
        if inner is not None and not inner.bullet:
            return Mark(text[: skip + inner.end], skip + inner.end, inner.readings)
        return Mark(bullet.group(), bullet.end(), ((f"bullet {bullet.group()}", 1, ""),))
    for pattern, read in ((_NUMBER, _read_number), (_LETTERS, _read_letters), (_DOTTED, _read_dotted)):
        match = pattern.match(text)
        if match:
            readings = read(match)
            return Mark(match.group(), match.end(), readings) if readings else None
    return None


def read_roman(text: str) -> int | None:
    """The value of a roman numeral up to a hundred or so, or None."""
    digits = [_ROMAN_DIGITS.get(char) for char in text.casefold()]
    if not digits or None in digits:
        return None
    total = 0
    for digit, after in zip(digits, [*digits[1:], 0], strict=True):
        assert digit is not None and after is not None
        total += -digit if digit < after else digit
    return total if write_roman(total) == text.casefold() else None


def write_roman(value: int) -> str:
    """A number below 400 as a lower-case roman numeral."""
    pairs = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    written = ""
    for size, sign in pairs:
        while value >= size:
            written, value = written + sign, value - size
    return written


def _read_number(match: re.Match[str]) -> tuple[tuple[str, int, str], ...]:
    value = int(match["value"])
    return ((f"{match['open']}1{match['close']}", value, str(value)),)


def _read_letters(match: re.Match[str]) -> tuple[tuple[str, int, str], ...]:
    letters, frame = match["value"], (match["open"], match["close"])
    case = "a" if letters.islower() else "A"
    roman = read_roman(letters)
    readings = []
    if len(letters) == 1:
        readings.append((f"{frame[0]}{case}{frame[1]}", ord(letters.casefold()) - ord("a") + 1, letters))
    if roman is not None:
        readings.append((f"{frame[0]}{'i' if case == 'a' else 'I'}{frame[1]}", roman, letters))
    if letters in "iI":  # a list starts with roman one far more often than with the ninth letter
        readings.reverse()
    return tuple(readings)


def _read_dotted(match: re.Match[str]) -> tuple[tuple[str, int, str], ...]:
    parts = re.findall(r"\d+|[a-z]+", match.group(1))
    last = parts[-1]
    value = int(last) if last.isdigit() else ord(last[0]) - ord("a") + 1
    return ((f"dotted {len(parts)}", value, ".".join(parts)),)
