"""A question and a short answer in, what they say together out: "Does X share Y?" – "No." says that X does not share Y.

Only where that is certain: a question with one verb and no alternatives, and an answer that is no more than "yes" or
"no". A fragment that answers "who", "which" or "what" is put in the place of the question word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree

_SUBJECTS = ("nsubj", "nsubjpass")
_ASKING = {"WDT", "WP", "WP$"}
_FOLLOW_UP = re.compile(r"[,;.]?\s*(?:(?:and|or)\s*,?\s*)?if\s+(?:so|not|yes|no|any)\b.*", re.I | re.S)
_BETWEEN = re.compile(r"(?<=[.?!])\s+")
_SHORT = re.compile(
    r"(?P<word>\w+)(?:\s*[,;.]\s*(?:(?:it|they|we|he|she|there|\w+)\s+(?:do|does|did|is|are|was|were|has|have|had|will|can)(?:\s+not|n['’]t)?|never))?\s*[.!]*",
    re.I,
)
_NEGATIVE = re.compile(r"\b(?:not|never|no)\b|n['’]t\b", re.I)


def read_answer(text: str, lexicon: Lexicon) -> str:
    """Affirmed, Denied, or '' for an answer that is more than 'yes' or 'no'."""
    found = _SHORT.fullmatch(text.strip())
    if found is None:
        return ""
    return lexicon.answers.get(found["word"].lower(), "")


def strip_question(text: str) -> str:
    """A question without its follow-ups ('if so, why?'); '' where it asks more than one thing."""
    asked = _FOLLOW_UP.sub("", text).strip() if "if " in text.lower() else text.strip()
    sentences = [part for part in _BETWEEN.split(asked) if part.strip()]
    if not sentences or any(part.endswith("?") for part in sentences[:-1]):
        return ""
    return sentences[-1].strip().removesuffix("?").strip()


def declare(tree: Tree, polarity: str) -> str:
    """What 'yes' or 'no' says to a question, as a sentence; '' where that is not certain."""
    nodes = tree.nodes
    auxiliary = nodes[0]
    subject = _find_subject(tree)
    asked = tree.text[nodes[0].start : nodes[-1].end]
    if subject is None or not _is_auxiliary(auxiliary, tree.root) or _NEGATIVE.search(asked):
        return ""
    inside = {inner for inner in subject.subtree() if inner.index > auxiliary.index}
    last = max(inside, key=lambda node: node.index)
    if min(inside, key=lambda node: node.index).index != auxiliary.index + 1 or len(inside) != last.index:
        return ""
    links = {node.lemma for node in nodes if node.dep == "cc"}
    if links - ({"or", "and/or"} if polarity == "Denied" else {"and"}):
        return ""  # "no" to "A and B", "yes" to "A or B" leave open which
    middle = f"{auxiliary.text.lower()}{' not' if polarity == 'Denied' else ''}"
    rest = tree.text[last.end : nodes[-1].end].strip()
    return f"{_say(tree.text[nodes[1].start : last.end])} {middle} {rest}."


def place_answer(tree: Tree, answer: Sequence[Node]) -> tuple[str, str] | None:
    """What is said before and after a fragment that answers the question of `tree`, or None where that is not clear."""
    nodes, root = tree.nodes, tree.root
    word = next((node for node in nodes[:2] if node.tag in _ASKING), None)
    if word is None or not root.is_verb:
        return None
    phrase = word if word.dep not in {"det", "poss", "amod"} or word.head is None else word.head
    above = phrase.head
    behind = max((inner for inner in phrase.subtree() if inner.dep not in {"relcl"}), key=lambda node: node.index)
    if phrase.dep in _SUBJECTS and above is root and nodes[0] in (word, phrase):
        return "", " " + tree.text[behind.end : nodes[-1].end].strip()
    preposition = above if phrase.dep == "pobj" and above is not None and above is nodes[0] else None
    if not (phrase.dep in {"dobj", "attr"} and above is root) and preposition is None:
        return None
    subject = root.kid(*_SUBJECTS)
    auxiliary = next((kid for kid in root.kids("aux", "auxpass") if kid.index == behind.index + 1), None)
    if subject is None or auxiliary is None or subject.index < auxiliary.index or subject.index > root.index:
        return None
    own = [inner for inner in subject.subtree() if inner.index > auxiliary.index]
    low, high = min(node.start for node in own), max(node.end for node in own)
    if any(node.index > root.index for node in own):
        return None
    rest = tree.text[high : nodes[-1].end].strip()
    lead = f"{_say(tree.text[low:high])} {auxiliary.text} {rest} "
    return (lead + f"{preposition.text.lower()} " if preposition is not None else lead), ""


def _find_subject(tree: Tree) -> Node | None:
    return tree.root.kid(*_SUBJECTS) if tree.root.is_verb or tree.root.dep == "ROOT" else None


def _is_auxiliary(node: Node, root: Node) -> bool:
    opens = node.tag == "MD" or node.lemma in {"be", "do", "have"} or node.text.lower() in {"does", "did"}
    return opens and (node is root or node.head is root)


def _say(words: str) -> str:
    return words[0].upper() + words[1:]
