"""Verb forms in, their lemmas by the verbs that the frames know out, where the parser only guesses."""

from __future__ import annotations

import re
from functools import cache

from graphkit.language.tree import Node
from graphkit.ontology.frames import Frames

#: Verbs of one syllable that double their consonant before an ending: 'tap', 'scrap'.
_DOUBLES = re.compile(r"[^aeiou]+[aeiou][bdgklmnprt]")


def mend_lemma(node: Node, frames: Frames) -> None:
    """'is *installed*', 'was *taped*': a form whose lemma the parser only guessed has that of a verb of the frames.

    'instal' is no verb, and 'tap' would have doubled its consonant.
    """
    lemma, form = node.lemma, node.text.lower()
    if node.name is None and (_is_undoubled(form, lemma) or not frames.find("verb", lemma)):
        node.lemma = find_lemma(form, frames) or lemma


def mend_found(node: Node) -> None:
    """'the place that we *find ourselves* in': who is somewhere does not search it."""
    if any(kid.text.lower().endswith(("self", "selves")) for kid in node.kids("dobj")):
        node.lemma = "find oneself"


def mend_plural(node: Node) -> None:
    """'*Recommendations* 1 and 3': a common noun with a capital, which the parser takes for a name."""
    if node.name is None and node.lemma.endswith("ions"):
        node.lemma = node.lemma.removesuffix("s")


@cache
def _is_undoubled(form: str, lemma: str) -> bool:
    """Whether the form would have a consonant doubled if it were one of the lemma."""
    return form.startswith(f"{lemma}e") and _DOUBLES.fullmatch(lemma) is not None


def find_lemma(form: str, frames: Frames) -> str:
    """The verb of the frames that a form in -ed, -ing or -s is of, or nothing."""
    ending = next((ending for ending in ("ed", "ing", "es", "s") if form.endswith(ending)), "")
    stem = form.removesuffix(ending)
    if not ending or not stem:
        return ""
    if ending in {"es", "s"}:
        lemmas = [form.removesuffix("s"), stem, f"{stem[:-1]}y" if stem.endswith("i") else stem]
    else:
        lemmas = [f"{stem}e", stem] if _DOUBLES.fullmatch(stem) else [stem, f"{stem}e"]
        lemmas += [stem[:-1]] if stem[-2:-1] == stem[-1] else [f"{stem[:-1]}y"] if stem.endswith("i") else []
    return next((lemma for lemma in lemmas if frames.find("verb", lemma)), "")
