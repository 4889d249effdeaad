"""Trees in, the same with objects and complements labelled as what they are out."""

from __future__ import annotations

from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.time_words import load_time_words
from graphkit.language.tree import Node, Tree, find_mark
from graphkit.model import ACTING, BODIES
from graphkit.ontology.frames import Frames

_GIVEN_TO = frozenset({"to", "with"})
_BEFORE = {"det", "amod", "compound", "nmod", "poss", "nummod"}


def retag_noun(node: Node, lexicon: Lexicon) -> None:
    """'information that *users* post': what stands where a noun must stand is the noun that it can be, not a verb."""
    if (
        node.dep not in {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "attr"}
        or node.tag not in {"VBZ", "VBP", "VB"}
        or node.kids("aux", "dobj")
    ):
        return
    plural = node.text.lower().endswith("s") and not node.text.lower().endswith("ss")
    for word, tag in ((node.text.lower().removesuffix("s"), "NNS"), (node.text.lower(), "NN")):
        if (tag == "NNS") == plural and lexicon.kind_of(word) != "Thing":
            node.tag, node.lemma = tag, word
            return


def raise_content(node: Node) -> None:
    """'found that the tag *sent* to X the address of Y': with 'that' comes a clause, and a clause has a verb."""
    noun = node.head
    verb = noun.head if noun is not None else None
    if noun is None or verb is None or not noun.is_noun or noun.dep != "ccomp" or not noun.kids("mark"):
        return
    objects = [kid for kid in verb.kids("dobj") if kid.index > node.index]
    if not objects or node.index < noun.index:
        return
    node.move(verb, "ccomp", "repair:content")
    node.tag = "VBD"
    for mark in noun.kids("mark"):
        mark.move(node, "mark", "repair:content")
    noun.move(node, "nsubj", "repair:content")
    for thing in objects:
        thing.move(node, "dobj", "repair:content")


def raise_mandated(node: Node) -> None:
    """'requires that animals *moved* by road *be identified*': what is required is done in the bare form of 'be'."""
    verb = node.head
    if verb is None or not verb.is_verb or [kid.text.lower() for kid in node.kids("aux", "auxpass")] != ["be"]:
        return
    before = [kid for kid in verb.kids("ccomp") if kid.index < node.index and kid is not node]
    clause = before[-1] if before else None
    marks = clause.kids("mark") if clause is not None else []
    if clause is None or not any(kid.lemma == "that" for kid in marks) or clause.tag not in {"VBD", "VBN"}:
        return
    subject = clause.kid("nsubj", "nsubjpass")
    if subject is None:
        return node.move(clause, "xcomp", "repair:content")
    node.move(verb, "ccomp", "repair:content")
    for mark in marks:
        mark.move(node, "mark", "repair:content")
    subject.move(node, "nsubjpass", "repair:content")
    clause.tag = "VBN"
    clause.move(subject, "acl", "repair:content")


def free_verb(node: Node, lexicon: Lexicon, frames: Frames) -> None:
    """'the results users receive *consist* of X': the verb of a sentence that has none is no object of another."""
    clause = node.head
    if clause is None or clause.dep != "relcl" or (node.children and node.children[0].dep != "prep"):
        return
    bare = clause.head is not None and clause.head.dep == "ROOT" and clause.head.is_noun
    if bare and lexicon.kind_of(node.lemma) == "Thing" and _is_verb_only(node, frames):
        node.relabel("dep", "repair:verb")


def _is_verb_only(node: Node, frames: Frames) -> bool:
    return bool(frames.find("verb", node.lemma)) and not frames.find("noun", node.lemma)


def restore_noun(node: Node, lexicon: Lexicon) -> None:
    """'has implemented *the audit controls*': a noun and a word that may be one are the object, no clause."""
    subject, verb = node.kid("nsubj"), node.head
    if verb is None or subject is None or subject.name is not None or subject.tag != "NN" or verb.kids("dobj", "mark"):
        return
    if subject.index + 1 != node.index or not subject.kids("det") or node.index < verb.index:
        return
    times = [kid for kid in node.kids("npadvmod") if kid.lemma in load_time_words().units]
    if any(kid.dep != "punct" and kid not in times for kid in node.children if kid is not subject):
        return
    if lexicon.attribution.get(verb.lemma):
        return
    if lexicon.kind_of(node.text.lower().removesuffix("s")) == "Thing":
        return
    node.tag = "NNS"
    node.relabel("dobj", "repair:noun")
    for kid in times:
        kid.move(verb, "npadvmod", "repair:noun")
    for kid in list(subject.children):
        kid.move(node, kid.dep, "repair:noun")
    subject.move(node, "compound", "repair:noun")


def shift_complement(node: Node, lexicon: Lexicon) -> None:
    """'make (publicly) *available* information that …': an adjective before the object of 'make' is what it is made."""
    if node.head is None or node.head.dep != "dobj" or node.head.head is None:
        return
    verb, noun = node.head.head, node.head
    if verb.lemma == "make" and noun.kid("det", "poss") is None and node.lemma in lexicon.constructions.made:
        node.move(verb, "oprd", "repair:shift")


def split_indirect_object(node: Node, lexicon: Lexicon) -> None:
    """'grant any *agencies access*': before the object of a verb of giving stands whom it is given to.

    Only a plural or the name of a body is taken for one; 'provides user access' gives access.
    """
    if node.head is None or node.head.dep != "dobj" or node.head.head is None:
        return
    noun, verb = node.head, node.head.head
    if verb.lemma not in lexicon.constructions.giving:
        return
    kind = node.name.thing.kind if node.name is not None else ""
    if noun.tag != "NN" and not (kind in BODIES and _lacks_recipient(node, noun, verb, lexicon)):
        return
    if node.tag not in {"NNS", "NNPS"} and kind not in ACTING and not _is_given(node, noun, lexicon):
        return
    before = [kid for kid in noun.children if kid.index < node.index and kid.dep in _BEFORE]
    if node.name is not None and any(kid.lemma in {"a", "an"} for kid in before):
        return  # 'does not provide *an OFA endorsement*'
    node.move(verb, "dative", "repair:indirect")
    for kid in before:
        kid.move(node, kid.dep, "repair:indirect")


def _lacks_recipient(node: Node, noun: Node, verb: Node, lexicon: Lexicon) -> bool:
    """'sells *X* location data': right behind a verb that wants somebody, where nobody else gets it."""
    if node.index != verb.index + 1 or verb.is_passive or lexicon.kind_of(noun.lemma) != "DataCategory":
        return False
    subject = verb.kid("nsubj")
    own = subject is not None and subject.name is not None and subject.name.thing == (node.name and node.name.thing)
    return not own and not any(kid.lemma in _GIVEN_TO for word in (verb, noun) for kid in word.kids("prep", "dative"))


def lower_indirect(node: Node, lexicon: Lexicon) -> None:
    """'sends *X records* to Y': where somebody else gets them, a name before them says whose they are."""
    verb = node.head
    noun = verb.kid("dobj") if verb is not None else None
    if node.name is None or verb is None or noun is None or node.children or noun.index < node.index:
        return
    if noun.find_edges()[0].index != node.index + 1 or noun.has("det", "poss", "nummod"):
        return
    if lexicon.kind_of(noun.lemma) not in {"DataCategory", "Document"}:
        return
    given = [kid.kid("pobj") for word in (verb, noun) for kid in word.kids("prep", "dative") if kid.lemma in _GIVEN_TO]
    if any(other is not None and (other.name or find_kind(other, lexicon) in ACTING) for other in given):
        node.move(noun, "compound", "repair:whose")


def _is_given(node: Node, noun: Node, lexicon: Lexicon) -> bool:
    """'gives *the police* access to X': a body with its article, before what is said to be access to something."""
    article = any(kid.dep == "det" and kid.lemma == "the" and kid.index + 1 == node.index for kid in noun.children)
    behind = any(kid.lemma == "to" for kid in (*noun.kids("prep", "dative"), *(noun.head or noun).kids("dative")))
    return article and behind and node.name is None and lexicon.kind_of(node.lemma) in ACTING


def restore_object(node: Node) -> None:
    """'destroys *X files* within a year': a noun without a verb is no clause, but what the verb is done to."""
    verb = node.head
    if verb is None or not verb.is_verb or node.index < verb.index or verb.kids("dobj", "attr", "acomp"):
        return
    if verb.is_passive or node.kids("nsubj", "nsubjpass", "aux", "cop", "mark", "advmod", "expl", "dobj"):
        return
    node.relabel("dobj", "repair:object")


def free_attributive(node: Node) -> None:
    """'stores *matched data* on servers': a participle right behind a verb goes before what is stored."""
    verb, noun = node.head, node.kid("dobj")
    if verb is None or noun is None or not verb.is_verb or verb.lemma in {"have", "get"} or verb.has("dobj"):
        return
    if node.index != verb.index + 1 or noun.index < node.index or noun.has("det", "poss"):
        return
    noun.move(verb, "dobj", "repair:object")
    for kid in node.children[:]:
        kid.move(verb, kid.dep, "repair:object")
    node.move(noun, "amod", "repair:object")


def free_modifier(node: Node, tree: Tree, frames: Frames) -> None:
    """'locates *missing* people', 'keeps *remaining* files': right behind a verb, a form in -ing that no frame has."""
    verb, noun = tree.nodes[node.index - 1], node.kid("dobj")
    if noun is None or not verb.is_verb or verb.has("dobj") or not frames.find("verb", verb.lemma):
        return
    if noun.index != node.index + 1 or frames.find("verb", node.lemma):
        return
    noun.move(verb, "dobj", "repair:object")
    for kid in node.children:
        kid.move(verb, kid.dep, "repair:object")
    node.move(noun, "amod", "repair:object")


def retag_access(node: Node, lexicon: Lexicon) -> None:
    """'allows *users access to* X': 'access' with 'to' is the noun, and before it stands who is given it."""
    verb, subject = node.head, node.kid("nsubj")
    if node.text.lower() != "access" or verb is None or subject is None:
        return
    if verb.lemma not in lexicon.constructions.giving:
        return
    if node.kids("aux", "dobj", "mark") or not any(kid.lemma == "to" and kid.kids("pobj") for kid in node.kids("prep")):
        return
    node.tag = "NN"
    node.relabel("dobj")
    subject.move(verb, "dative", "repair:indirect")


def lower_use(node: Node, lexicon: Lexicon) -> None:
    """'makes use of X *to delete Y*': nobody is made to do it; it is what the use is for."""
    verb, words = node.head, lexicon.constructions
    if verb is not None and verb.lemma in words.enlisting and any(kid.lemma in words.uses for kid in verb.kids("dobj")):
        node.relabel("advcl", "repair:purpose")


def mark_attributive(node: Node, lexicon: Lexicon) -> None:
    """'operates X *pursuant to* the Act': the adjective opens a preposition; it is not said of X."""
    if node.lemma in lexicon.constructions.attributive:
        node.relabel("prep")


def mark_complement(node: Node, lexicon: Lexicon, frames: Frames) -> None:
    """'considers X *most viable*': an adjective behind the object of a verb of considering is its complement."""
    if node.head is None or node.index < node.head.index or node.head.dep != "dobj":
        return
    verb = node.head.head
    if verb is not None and any(frame.predicate == "considers" for frame, _ in frames.find("verb", verb.lemma)):
        node.move(verb, "oprd", "repair:complement")


def join_described(node: Node, tree: Tree) -> None:
    """'related to *the GPS tracking* data': behind a bare abbreviation a word in -ing is of the compound."""
    noun, before = node.kid("dobj"), tree.nodes[node.index - 1] if node.index else None
    if noun is None or before is None or noun.index != node.index + 1 or before.head is None or before.head is node:
        return
    if not (before.is_noun and before.text.isupper() and len(before.text) > 1) or before.name is not None:
        return
    for kid in before.kids("det", "poss", "amod"):
        kid.move(noun, kid.dep, "repair:compound")
    noun.move(before.head, "dobj" if before.dep == "dative" else before.dep, "repair:compound")
    for kid in node.children[:]:
        kid.move(noun, kid.dep, "repair:compound")
    before.move(noun, "compound", "repair:compound")
    node.move(noun, "compound", "repair:compound")


def join_name(node: Node) -> None:
    """'by *the DPE* beneficiary', where the parser gives the preposition two objects: the name modifies the noun."""
    preposition = node.head
    if node.name is None or preposition is None or len(preposition.kids("pobj")) < 2:
        return
    behind = next((kid for kid in preposition.kids("pobj") if kid.index == node.index + 1), None)
    if behind is not None and behind.name is None and behind.labels.isdisjoint({"det", "poss"}):
        node.move(behind, "compound", "repair:compound")


def raise_causative(node: Node) -> None:
    """'to have the record *deleted* by X': what one has done to a thing is no thing that one has."""
    noun = node.head
    verb = noun.head if noun is not None and noun.dep == "dobj" else None
    if noun is None or verb is None or verb.lemma != "have":
        return
    wanted = verb.is_infinitive or any(kid.tag == "MD" for kid in verb.kids("aux"))
    if wanted and node.index == noun.index + 1:
        node.move(verb, "xcomp", "repair:causative")


def free_perfect(node: Node, tree: Tree) -> None:
    """'denied *having shared* data with X': behind 'having', a participle is what was done, and 'having' its helper."""
    noun = node.kid("dobj")
    done = tree.nodes[node.index + 1]
    if node.lemma != "have" or noun is None or done.tag != "VBN" or done.head is not noun or done.dep != "amod":
        return
    if noun.has("det", "poss"):
        return
    done.move(node.head, node.dep, "repair:perfect")
    for kid in [kid for kid in node.children if kid is not noun]:
        kid.move(done, kid.dep, "repair:perfect")
    noun.move(done, "dobj", "repair:perfect")
    for kid in noun.kids("prep"):
        if kid.lemma != "of":
            kid.move(done, "prep", "repair:perfect")
    node.move(done, "aux", "repair:perfect")


def mark_described(node: Node) -> None:
    """'classified *as confidential*': the adjective behind 'as' is what it is taken for."""
    adjective = node.children[0]
    if len(node.children) == 1 and adjective.tag == "JJ" and node.head is not None and node.head.is_verb:
        adjective.relabel("pobj", "repair:described")


def raise_behind_time(node: Node) -> None:
    """'sent a request on the same day *to X*': nothing is to or with a day, but what was done then may be."""
    noun = node.head
    when = noun.head if noun is not None and noun.dep == "pobj" else None
    if noun is None or when is None or when.head is None or not when.head.is_verb:
        return
    words = load_time_words()
    if noun.name is None and (noun.lemma in words.units or noun.lemma in words.months):
        node.move(when.head, "prep", "repair:time")


def mark_stranded(node: Node, frames: Frames) -> None:
    """'are disposed *of*', 'is relied *upon*': what a passive leaves behind is a part of the verb."""
    verb = node.head
    if verb is not None and _ends_in(verb, node, frames):
        node.relabel("prt")


def free_measured(node: Node, frames: Frames) -> None:
    """'are disposed of *two years after X leaves*': a time is behind the preposition in which the verb ends."""
    above = node.head
    time = node if node.dep == "pobj" else node.kid("npadvmod")
    verb = above.head if above is not None else None
    if above is None or verb is None or time is None or time.lemma not in load_time_words().units:
        return
    if time.find_edges()[0].index == above.index + 1 and _ends_in(verb, above, frames):
        above.relabel("prt")
        node.move(verb, "npadvmod" if node is time else "advcl", "repair:time")


def _ends_in(verb: Node, preposition: Node, frames: Frames) -> bool:
    """Whether a passive can end in the preposition right behind it."""
    first = verb.head if verb.dep == "conj" and verb.head is not None and not verb.has("nsubj", "nsubjpass") else verb
    if verb.tag != "VBN" or not first.is_passive or preposition.index != verb.index + 1:
        return False
    return any(form.preposition == preposition.lemma for _, form in frames.find("verb", verb.lemma))


def free_binding(node: Node, lexicon: Lexicon) -> None:
    """'is barred by the rule *from sharing* X': what somebody is bound by does not share."""
    agent = node.head.head if node.head is not None and node.head.dep == "pobj" else None
    if agent is None or agent.dep != "agent":
        return
    verb = agent.head
    governor = lexicon.find_governor(verb.lemma, "verb", acted=True) if verb is not None else None
    if verb is not None and governor is not None and governor.polarity == "deny":
        node.move(verb, "prep", "repair:binding")


def turn_question(node: Node, lexicon: Lexicon) -> None:
    """'is asked *if she uses X*': an if-clause right behind a verb of asking, or whom it asks, is what is asked."""
    verb = node.head
    if verb is None or verb.lemma not in lexicon.constructions.asking:
        return
    if any(kid.tag[:2] == "NN" and find_kind(kid, lexicon) not in ACTING for kid in verb.kids("dobj")):
        return  # 'only determines names *if X is suspected*': what is determined is said before
    start = node.find_edges()[0].index
    asked = [inner for kid in verb.kids("dobj", "neg") for inner in kid.subtree() if inner.index < start]
    if find_mark(node) == "if" and start == max((verb.index, *(inner.index for inner in asked))) + 1:
        node.relabel("ccomp", "repair:question")
