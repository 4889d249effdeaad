"""A verb in its tree in, how its own words say that it is meant out: modals, adverbs, phrases such as 'in theory'."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node

#: Which of two modalities wins where one clause lies in the scope of the other, the last the strongest; '' asserts
#: nothing.
_STRENGTH = ("Stated", "Procedural", "Planned", "Required", "Possible", "KnowledgeDisclaimed", "")

OVER = "said to be over"
_RARE = "said to be rare"
_PART = "said of a part only"


def weaken(outer: str, inner: str) -> str:
    """The modality of a clause that is `inner` by itself and stands in the scope of `outer`."""
    return max(outer, inner, key=_STRENGTH.index)


def read_modality(verb: Node, inherited: str, denied: bool, lexicon: Lexicon) -> str:
    """The modality of a clause that inherits one from above, weakened by its modals and adverbs."""
    modality = _read_modals(verb, inherited, denied, lexicon)
    for words in _list_adverbials(verb):
        own = lexicon.adverbs.get(words, "Stated")
        if not denied or not own:
            modality = weaken(modality, own)
    return modality


def find_reservation(verb: Node, lexicon: Lexicon) -> str:
    """Why no fact of today follows from an affirmed clause: it is over, rare or partial; else ''."""
    words = set(_list_adverbials(verb))
    if words & lexicon.over or _is_pluperfect(verb):
        return OVER
    if any(_is_scarce(noun) for noun in verb.kids("dobj", "nsubj", "nsubjpass", "attr")):
        return _RARE
    if words & lexicon.constructions.partly:
        return _PART
    return _RARE if words & lexicon.rare else ""


def _read_modals(verb: Node, modality: str, denied: bool, lexicon: Lexicon) -> str:
    perfect = any(kid.lemma == "have" for kid in verb.kids("aux"))
    for modal in verb.kids("aux"):
        if modal.tag != "MD" and modal.lemma not in lexicon.modals:
            continue
        own = lexicon.modals.get(modal.lemma, lexicon.modals.get(modal.text.lower(), "Stated"))
        if denied and modal.lemma in lexicon.negated_modals:
            barred = own == "Possible" and verb.lemma in lexicon.states  # 'may not fall under the Act' forbids nothing
            own = own if barred else lexicon.negated_modals[modal.lemma]
        elif perfect:
            own = lexicon.perfect_modals.get(modal.lemma, own)
        modality = weaken(modality, own)
    return modality


def _list_adverbials(verb: Node) -> Iterator[str]:
    """The adverbs of a verb by their lemmas, and its adverbial phrases by their words, in lower case."""
    for kid in verb.kids("advmod", "prep", "npadvmod"):
        if kid.dep == "advmod" and not (kid.tag == "WRB" or (kid.lemma == "once" and kid.start > verb.start)):
            yield kid.lemma
        words = kid.subtree() if kid.children else []
        if 1 < len(words) < 6:
            words.sort(key=lambda node: node.index)
            yield " ".join(node.text.lower() for node in words if node.tag[:1].isalpha())


def _is_pluperfect(verb: Node) -> bool:
    """'had used': before something else that is past; what is reported so may only be shifted back."""
    if verb.dep not in {"ROOT", "conj"} or any(kid.tag == "MD" for kid in verb.kids("aux")):
        return False
    return any(kid.text.lower() == "had" for kid in verb.kids("aux")) and verb.tag in {"VBN", "VBG", "VBD"}


def _is_scarce(noun: Node) -> bool:
    """'permits very *little* deviation', '*few* agencies': next to none, unlike 'a little', 'a few'."""
    return any(kid.lemma in {"little", "few"} for kid in noun.kids("amod")) and not noun.kids("det")
