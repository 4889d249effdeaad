"""A noun and a verb in, whether they agree in number out."""

from __future__ import annotations

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node


def agrees(noun: Node, number: str, lexicon: Lexicon) -> bool:
    """Whether a verb of this number can have the noun as its subject; 'staff' and 'police' go with both."""
    if not number or noun.lemma in lexicon.constructions.collective or noun.tag not in {"NN", "NNS", "NNP", "NNPS"}:
        return True
    if noun.tag == "NNP" and noun.text.endswith("s"):
        opens = noun.index == 0 and noun.name is None and lexicon.kind_of(noun.text.lower()[:-1]) == "Role"
        return not opens or number == "plural"  # 'Protected Territories', 'Customs'; '*Engineers* of X, which hosts …'
    return (noun.tag in {"NNS", "NNPS"}) == (number == "plural")


def find_number(verb: Node) -> str:
    """singular | plural | '' where the form of the verb does not tell."""
    for word in (*verb.kids("aux", "auxpass"), verb):
        if word.tag == "MD":
            return ""
        text = word.text.lower()
        if text in {"is", "was", "has", "does"} or (word is verb and word.tag == "VBZ"):
            return "singular"
        if text in {"are", "were", "have", "do"} or (word is verb and word.tag == "VBP"):
            return "plural"
    return ""
