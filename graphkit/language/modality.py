"""A verb in its tree in, how its own words say that it is meant out: modals, adverbs, phrases such as 'in theory'."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from operator import attrgetter

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node

#: Which of two modalities wins where one clause lies in the scope of the other, the last the strongest; '' asserts
#: nothing.
_STRENGTH = {
    modality: strength
    for strength, modality in enumerate(
        ("Stated", "Procedural", "Planned", "Required", "Possible", "KnowledgeDisclaimed", "")
    )
}

#: Where adverbs and adverbial phrases hang, and the nouns of which a clause can be said to be rare.
_ADVERBIAL = frozenset({"advmod", "advcl", "prep", "npadvmod"})
_COUNTED = ("dobj", "nsubj", "nsubjpass", "attr")
_COMPARED = frozenset({"RBR", "RBS"})
_PLACE = attrgetter("index")
_LONGEST = 5  # words of an adverbial phrase

_KNOWN = "to the knowledge"
OVER = "said to be over"
_RARE = "said to be rare"
PART = "said of a part only"


def weaken(outer: str, inner: str) -> str:
    """The modality of a clause that is `inner` by itself and stands in the scope of `outer`."""
    return inner if _STRENGTH[inner] > _STRENGTH[outer] else outer


def read_modality(verb: Node, inherited: str, denied: bool, adverbials: Iterable[str], lexicon: Lexicon) -> str:
    """The modality of a clause that inherits one from above, weakened by its modals and adverbs."""
    modality = _read_modals(verb, inherited, denied, lexicon) if "aux" in verb.labels else inherited
    for words in adverbials:
        own = lexicon.adverbs.get(words, "Stated")
        if not denied or not own or words == _KNOWN:
            modality = weaken(modality, own)
    return modality


def find_reservation(verb: Node, adverbials: Collection[str], lexicon: Lexicon, *, marked: bool = True) -> str:
    """Why no fact of today follows from an affirmed clause: it is over, rare or partial; else ''.

    marked  whether more than its auxiliaries can tell
    """
    if "aux" in verb.labels and _is_pluperfect(verb):
        return OVER
    if not marked:
        return ""
    if not lexicon.over.isdisjoint(adverbials):
        return OVER
    for noun in verb.children:
        if "amod" in noun.labels and noun.dep in _COUNTED and _is_scarce(noun):
            return _RARE
    if not lexicon.constructions.partly.isdisjoint(adverbials):
        return PART
    return "" if lexicon.rare.isdisjoint(adverbials) else _RARE


def list_adverbials(verb: Node, lexicon: Lexicon) -> list[str]:
    """The adverbs of a verb by their lemmas, and its adverbial phrases by their words: those of which a list tells."""
    found: list[str] = []
    if verb.labels.isdisjoint(_ADVERBIAL):
        return found
    for kid in verb.children:
        if kid.dep not in _ADVERBIAL:
            continue
        word = kid.text.lower() if kid.tag in _COMPARED else kid.lemma  # 'is *best* directed to X' is not 'well'
        listed = kid.dep == "advmod" and word in lexicon.adverbials and kid.tag != "WRB"
        if listed and not (word == "once" and kid.start > verb.start):
            found.append(word)
        if kid.lemma == "to" and tells_knowledge(kid):
            found.append(_KNOWN)
        phrase = _spell(kid, lexicon) if kid.children else ""
        if phrase in lexicon.adverbials:
            found.append(phrase)
    return found


def tells_knowledge(preposition: Node) -> bool:
    """'*to our knowledge*, X does', '*to the best of X's knowledge*': so far as somebody knows."""
    noun = preposition.kid("pobj")
    if noun is not None and noun.lemma in {"good", "best"}:
        below = noun.kid("prep")
        noun = below.kid("pobj") if below is not None else None
    return noun is not None and noun.lemma == "knowledge" and "poss" in noun.labels


def _spell(phrase: Node, lexicon: Lexicon) -> str:
    """The words of a short phrase in lower case, or '' where no phrase of a list begins like it."""
    first, _ = phrase.find_edges()
    if first.tag[:1].isalpha() and first.text.lower().partition(" ")[0] not in lexicon.adverbial_starts:
        return ""
    words = phrase.subtree()
    if len(words) > _LONGEST:
        return ""
    words.sort(key=_PLACE)
    return " ".join([node.text.lower() for node in words if node.tag[:1].isalpha()])


def _read_modals(verb: Node, modality: str, denied: bool, lexicon: Lexicon) -> str:
    auxiliaries = verb.kids("aux")
    for modal in auxiliaries:
        if modal.tag != "MD" and modal.lemma not in lexicon.modals:
            continue
        own = lexicon.modals.get(modal.lemma, lexicon.modals.get(modal.text.lower(), "Stated"))
        perfect = any(kid.lemma == "have" for kid in auxiliaries)
        barring = lexicon.negated_modals.get(modal.lemma)
        if denied and barring is not None and not (perfect and barring == "Required" and own == "Possible"):
            barred = own == "Possible" and verb.lemma in lexicon.states  # 'may not fall under the Act' forbids nothing
            own = own if barred else barring
        elif modal.lemma in lexicon.perfect_modals and perfect:
            own = lexicon.perfect_modals[modal.lemma]
        elif modal.lemma in lexicon.shifted_modals and _is_told(verb, lexicon):
            own = lexicon.shifted_modals[modal.lemma]
        elif modal.lemma in lexicon.shifted_modals and _is_state(verb):
            own = "Possible"
        modality = weaken(modality, own)  # 'may not *have* shared': perhaps nobody did, and nothing is forbidden
    return modality


def _is_told(verb: Node, lexicon: Lexicon) -> bool:
    """'*said that* it would share (if asked)': what was said to come has not come yet."""
    first = verb
    while first.dep == "conj" and first.head is not None:
        first = first.head
    said = first.head if first.dep == "ccomp" else None
    return said is not None and said.tag in {"VBD", "VBN"} and said.lemma in lexicon.attribution


def _is_state(verb: Node) -> bool:
    """'that agency *would be familiar with* X': how things work tells what is done; of a state it is a guess."""
    subject = verb.kid("nsubj")
    return verb.lemma == "be" and verb.has("acomp") and subject is not None and subject.lemma != "it"


def _is_pluperfect(verb: Node) -> bool:
    """'had used': before something else that is past; what is reported so may only be shifted back."""
    if verb.dep not in {"ROOT", "conj"} or any(kid.tag == "MD" for kid in verb.kids("aux")):
        return False
    before = any(kid.text.lower() == "had" for kid in verb.kids("aux")) and verb.tag in {"VBN", "VBG", "VBD"}
    return before and not any(map(_tells_date, verb.kids("prep")))


def _tells_date(preposition: Node) -> bool:
    """'*as of June 2021*, X had shared', '*through May 2022*': what had come about by the day of which it is said."""
    if preposition.lemma not in {"as", "by", "through"}:
        return False
    return any(node.tag == "CD" and len(node.text) == 4 and node.text.isdigit() for node in preposition.subtree())


def _is_scarce(noun: Node) -> bool:
    """'permits very *little* deviation', '*few* agencies': next to none, unlike 'a little', 'a few'."""
    return any(kid.lemma in {"little", "few"} for kid in noun.kids("amod")) and not noun.kids("det")
