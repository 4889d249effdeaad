"""Trees in, the same with verbs that the parser took for nouns read as verbs, and lists left loose hung up, out."""

from __future__ import annotations

from graphkit.language.tree import Node
from graphkit.ontology.frames import Frames

_BEFORE = {"det", "amod", "nmod", "poss", "nummod"}


def retag_verb(node: Node, frames: Frames) -> None:
    """'The board *approved* the rules', 'the board *submitted* revised rules': a noun in -ed with an object is a verb.

    Only a form of a verb that the frames know is taken for one; what stands right before it is who acts.
    """
    if node.tag != "NN" or not node.text.lower().endswith("ed"):
        return
    lemma = _find_lemma(node.text.lower(), frames)
    follower = node.head if node.dep == "nsubj" and node.head is not None else None
    takes = any(kid.index > node.index for kid in node.kids("dobj"))
    subject = node.kid("nsubj") or next((kid for kid in node.kids("compound") if kid.index == node.index - 1), None)
    if not lemma or subject is None:
        return
    if not takes and not (follower is not None and _yield_place(node, follower)):
        return
    node.tag, node.lemma = "VBD", lemma
    if subject.dep == "compound":
        for kid in [kid for kid in node.children if kid.index < subject.index and kid.dep in _BEFORE | {"compound"}]:
            kid.move(subject, kid.dep, "repair:verb")
        subject.move(node, "nsubj", "repair:verb")


def _find_lemma(form: str, frames: Frames) -> str:
    """The verb of the frames whose past tense a form is, or nothing."""
    stem = form.removesuffix("ed")
    doubled = len(stem) > 2 and stem[-1] == stem[-2]
    lemmas = (stem, f"{stem}e", stem[:-1] if doubled else stem, f"{stem[:-1]}y" if stem.endswith("i") else stem)
    return next((lemma for lemma in lemmas if frames.find("verb", lemma)), "")


def _yield_place(node: Node, participle: Node) -> bool:
    """'submitted *revised* rules': put the verb where the participle behind it stood, the participle before its noun.

    Whether that was possible: the participle must follow at once and have a noun, its own or that of a gerund.
    """
    if participle.tag not in {"VBD", "VBN"} or participle.index != node.index + 1 or participle.kids("aux", "auxpass"):
        return False
    gerund = next((kid for kid in participle.kids("ccomp", "xcomp") if kid.tag == "VBG" and kid.kid("dobj")), None)
    noun = participle.kid("dobj") or (gerund.kid("dobj") if gerund is not None else None)
    if noun is None or noun.kids("det", "poss"):
        return False
    above, dep = participle.head, participle.dep
    participle.children.remove(node)
    node.head, node.dep, node.how = above, dep, (*node.how, "repair:verb")
    if above is not None:
        above.children.remove(participle)
        above.children.append(node)
        above.children.sort(key=lambda kid: kid.index)
        participle.head = None
    for kid in list(participle.children):
        kid.move(node, kid.dep, "repair:verb")
    noun.move(node, "dobj", "repair:verb")
    participle.move(noun, "amod", "repair:verb")
    if gerund is not None:
        for kid in list(gerund.children):
            kid.move(noun if kid.dep == "nsubj" else node, "compound" if kid.dep == "nsubj" else kid.dep, "repair:verb")
        gerund.move(noun, "amod", "repair:verb")
    return True


def join_loose_objects(node: Node) -> None:
    """'keeps A, *B, C, and D*': nouns left loose behind an object and a comma, closed by 'and', go on with its list."""
    if node.dep != "dep" or not node.is_noun or node.head is None or not node.head.is_verb:
        return
    objects = [kid for kid in node.head.kids("dobj") if kid.index < node.index]
    between = [kid for kid in node.head.children if objects and objects[-1].index < kid.index < node.index]
    listed = any(kid.kid("cc") is not None or kid.kids("conj") for kid in (node, *node.kids("conj")))
    if objects and listed and between and all(kid.text == "," for kid in between):
        node.move(objects[-1], "conj", "repair:list")


def attach_gift(node: Node, frames: Frames) -> None:
    """'provided A as well as B *with a briefing*': the with-phrase behind the last recipient is what is given."""
    if node.dep != "prep" or node.lemma != "with" or node.head is None or node.head.dep != "conj":
        return
    noun = node.head
    while noun.dep == "conj" and noun.head is not None:
        noun = noun.head
    verb = noun.head
    if noun.dep != "dobj" or verb is None or verb.is_passive or any(kid.lemma == "with" for kid in verb.kids("prep")):
        return
    giving = (frame for frame, _ in frames.find("verb", verb.lemma) if frame.object == "with")
    if any(frame.roles.get("object") == "recipient" for frame in giving):
        node.move(verb, "prep", "repair:gift")
