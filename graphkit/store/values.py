"""A term of a graph in, a key out that equal values share: `1.50` and `1.5`, `01` and `1`, `…:00.000Z` and `…:00Z`.

Stores keep values and not their spelling, so what comes back is compared by these keys. Equality is that of XML Schema:
all integer types and decimal are one family, a date without a time zone is none with one. What is not written as its
datatype demands is equal to itself alone.
"""
from __future__ import annotations

import re
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Literal, Triple

Key = tuple[str, ...]

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_LANGUAGE = ("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
                "http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString")
WHOLE_NUMBERS = ("integer", "nonPositiveInteger", "negativeInteger", "long", "int", "short", "byte",
                 "nonNegativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
                 "positiveInteger")

ZONE = r"(?P<zone>Z|[+-]\d\d:\d\d)?"
DATE = r"(?P<year>-?\d{4,})-(?P<month>\d\d)-(?P<day>\d\d)"
TIME = r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:\.(?P<fraction>\d+))?"
DURATION = re.compile(r"(?P<sign>-)?P(?=[\dT])(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?"
                      r"(?:T(?=[\d.])(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)(?:\.(?P<fraction>\d+))?S)?)?")


def key_triple(triple: Triple) -> Key:
    """A triple in, what it has in common with every triple that says the same out."""
    from pyoxigraph import Literal

    held = triple.object
    return (str(triple.subject), str(triple.predicate),
            *(key_literal(held) if isinstance(held, Literal) else ("term", str(held))))


def key_literal(literal: Literal) -> Key:
    """A literal in, its value as a key out."""
    datatype = literal.datatype.value
    if datatype in RDF_LANGUAGE:
        return "language", (literal.language or "").lower(), str(literal.direction or ""), literal.value
    if datatype == XSD + "string":
        return "string", literal.value
    find_value = FINDERS.get(datatype.removeprefix(XSD)) if datatype.startswith(XSD) else None
    # White space around anything but words does not count.
    value = find_value(literal.value.strip(" \t\r\n")) if find_value else None
    return value or ("spelling", datatype, literal.value)


def find_decimal(text: str) -> Key | None:
    match = re.fullmatch(r"(?P<sign>[+-])?(?P<whole>[0-9]*)(?:\.(?P<fraction>[0-9]*))?", text)
    if not match or not (match["whole"] or match["fraction"]):
        return None
    whole, fraction = match["whole"].lstrip("0"), (match["fraction"] or "").rstrip("0")
    sign = "-" if match["sign"] == "-" and (whole or fraction) else ""
    return "number", f"{sign}{whole or '0'}" + (f".{fraction}" if fraction else "")


def find_whole_number(text: str) -> Key | None:
    return find_decimal(text) if re.fullmatch(r"[+-]?[0-9]+", text) else None


def find_double(text: str) -> Key | None:
    return find_float(text, "double", "d")


def find_single(text: str) -> Key | None:
    return find_float(text, "float", "f")


def find_float(text: str, name: str, form: str) -> Key | None:
    special = {"INF": "inf", "+INF": "inf", "-INF": "-inf", "NaN": "nan"}.get(text)
    if special is None and not re.fullmatch(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?", text):
        return None
    try:
        number = struct.unpack(form, struct.pack(form, float(special or text)))[0]
    except OverflowError:  # more than a single-precision number can hold
        number = float("-inf" if text.startswith("-") else "inf")
    return name, repr(number or 0.0)


def find_truth(text: str) -> Key | None:
    truth = {"true": "true", "1": "true", "false": "false", "0": "false"}.get(text)
    return ("boolean", truth) if truth else None


def find_instant(text: str) -> Key | None:
    """A date and time in, the day, the second in it and its fraction out, in UTC if there is a time zone."""
    match = re.fullmatch(f"{DATE}T{TIME}{ZONE}", text)
    if not match:
        return None
    seconds = count_seconds(match) - shift_zone(match["zone"])
    day = count_days(int(match["year"]), int(match["month"]), int(match["day"])) + seconds // 86400
    return "dateTime", str(bool(match["zone"])), str(day), str(seconds % 86400), trim_fraction(match["fraction"])


def find_time(text: str) -> Key | None:
    match = re.fullmatch(f"{TIME}{ZONE}", text)
    if not match:
        return None
    seconds = (count_seconds(match) - shift_zone(match["zone"])) % 86400
    return "time", str(bool(match["zone"])), str(seconds), trim_fraction(match["fraction"])


def find_date(text: str) -> Key | None:
    """A date or a part of one in, itself out, with one spelling of UTC."""
    match = re.fullmatch(rf"(?P<date>-?\d{{4,}}(?:-\d\d){{0,2}}|--\d\d(?:-\d\d)?|---\d\d){ZONE}", text)
    if not match:
        return None
    return "date", match["date"], "Z" if match["zone"] in ("+00:00", "-00:00") else match["zone"] or ""


def find_duration(text: str) -> Key | None:
    match = DURATION.fullmatch(text)
    if not match:
        return None
    part = {name: int(value or 0) for name, value in match.groupdict().items() if name not in ("sign", "fraction")}
    months = part["years"] * 12 + part["months"]
    seconds = ((part["days"] * 24 + part["hours"]) * 60 + part["minutes"]) * 60 + part["seconds"]
    fraction = trim_fraction(match["fraction"])
    sign = match["sign"] or "" if months or seconds or fraction else ""
    return "duration", sign, str(months), str(seconds), fraction


def find_bytes(text: str) -> Key | None:
    return ("hexBinary", text.upper()) if re.fullmatch(r"([0-9a-fA-F]{2})*", text) else None


def find_base64(text: str) -> Key | None:
    return "base64Binary", re.sub(r"\s", "", text)


def count_seconds(match: re.Match[str]) -> int:
    return (int(match["hour"]) * 60 + int(match["minute"])) * 60 + int(match["second"])


def shift_zone(zone: str | None) -> int:
    """A time zone in, the seconds that its clocks are ahead of UTC out."""
    if zone in (None, "Z"):
        return 0
    assert zone is not None
    return (int(zone[1:3]) * 60 + int(zone[4:6])) * (-60 if zone[0] == "-" else 60)


def count_days(year: int, month: int, day: int) -> int:
    """A date of the Gregorian calendar in, the days since 1 March of year 0 out; `datetime` ends at year 9999."""
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day - 1


def trim_fraction(fraction: str | None) -> str:
    return (fraction or "").rstrip("0")


#: What reads each datatype of XML Schema, by its local name.
FINDERS: dict[str, Callable[[str], Key | None]] = {
    **dict.fromkeys(WHOLE_NUMBERS, find_whole_number),
    "decimal": find_decimal,
    "double": find_double,
    "float": find_single,
    "boolean": find_truth,
    "dateTime": find_instant,
    "dateTimeStamp": find_instant,
    "time": find_time,
    **{name: (lambda text, name=name: (name, *found[1:]) if (found := find_date(text)) else None)  # type: ignore[misc]
       for name in ("date", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay")},
    **dict.fromkeys(("duration", "yearMonthDuration", "dayTimeDuration"), find_duration),
    "hexBinary": find_bytes,
    "base64Binary": find_base64,
}
