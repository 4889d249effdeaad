"""A claim in, how a reader is told of it out: its stance, and its statement in words that keep denial and hedge.

What is not plainly affirmed never reads as if it were: "does not share", "may share", "must not share".
"""
from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from graphkit.analysis.record import UNSTATED, RecordedClaim, Term
from graphkit.diagram.labels import clean_text
from graphkit.ontology.terms import load_terms

FILE = Path(__file__).with_name("words.toml")
STATED, HEDGED, DENIED = "stated", "hedged", "denied"
FACTUAL = frozenset({"Stated", "Procedural"})
#: Endings of a third person that two letters were added to: matches, discusses, fixes.
SIBILANTS = ("ches", "shes", "sses", "xes", "zes")


class Stance(Struct, frozen=True):
    """A way of saying something: stated, hedged or denied, and the words of the legend."""

    name: str
    label: str
    says: str
    says_one: str
    legend: str
    mark: str


@cache
def load_words() -> dict[str, Any]:
    """The tables of words.toml."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def load_stances() -> tuple[Stance, ...]:
    """The three stances in the order of the legend."""
    return tuple(Stance(**entry) for entry in load_words()["stance"])


@cache
def load_labels() -> dict[str, str]:
    """What the terms of the vocabulary are called, by local name."""
    return load_terms().labels


def find_stance(claim: RecordedClaim) -> str:
    """Whether a claim says that it is so, that it is not so, or neither.

    Denied are a plain denial and a prohibition. Hedged is all from which no fact may follow: what may be, is planned,
    required or not known, and what is withheld (said by another, or read with doubt).
    """
    if claim.polarity == "Denied" and claim.modality in FACTUAL | {"Required"}:
        return DENIED
    return STATED if claim.polarity == "Affirmed" and claim.modality in FACTUAL and not claim.withheld else HEDGED


def name_term(term: Term, *, subject: bool = False) -> str:
    """What a thing or a literal is called."""
    if term.iri == UNSTATED:
        words: dict[str, str] = load_words()["terms"]
        return words["unstated" if subject else "unstated_object"]
    return clean_text(term.label) or split_name(term.kind or "thing")


def name_predicate(claim: RecordedClaim) -> str:
    """The predicate of a claim as a verb that keeps its polarity and modality."""
    if claim.predicate == "states":
        return str(load_words()["terms"]["states"])
    label = load_labels().get(claim.predicate) or split_name(claim.predicate)
    verb, _, rest = label.partition(" ")
    forms = load_words()["verbs"].get(verb) or {"base": strip_ending(verb), "not": f"does not {strip_ending(verb)}"}
    pattern = load_words()[claim.polarity.lower()].get(claim.modality, "{s}")
    told = {"s": verb, "base": forms["base"], "not": forms["not"]}
    if claim.object.label.startswith("to ") and rest.split()[-1:] == ["for"]:
        rest = rest.removesuffix("for")  # "is used for" a thing, "is used" to do something
    return " ".join((pattern.format(**told), rest)).strip()


def strip_ending(verb: str) -> str:
    """A verb in the third person to its bare form: 'queries' to 'query', 'matches' to 'match', 'shares' to 'share'."""
    if verb.endswith("ies"):
        return verb.removesuffix("ies") + "y"
    return verb.removesuffix("es") if verb.endswith(SIBILANTS) else verb.removesuffix("s")


def split_name(name: str) -> str:
    """`KnowledgeDisclaimed` to `knowledge disclaimed`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()


def name_kind(name: str) -> str:
    """The local name of a term of the vocabulary to what it is called."""
    return load_labels().get(name) or split_name(name)


def state_claim(claim: RecordedClaim) -> str:
    """A claim in one line: subject, predicate, object."""
    return f"{name_term(claim.subject, subject=True)} {name_predicate(claim)} {name_term(claim.object)}"
