"""Trees in, the same with the phrases that name a recipient or another party hung on the verb that takes them out."""

from __future__ import annotations

from itertools import compress
from operator import attrgetter

from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.phrases import find_first_member, is_aside
from graphkit.language.repairs.antecedents import APART, EITHER
from graphkit.language.tree import Node, Tree, find_verb
from graphkit.model import ACTING
from graphkit.ontology.frames import Frames

_UPON = frozenset({"on", "upon", "at", "following", "after"})
_RELATIVES = {"WDT", "WP"}
_INNER = {"acl", "relcl"}
_LABEL = attrgetter("dep")
#: Kinds of what data comes from and goes to.
_ENDS = {*ACTING, "System"}


def attach_party(node: Node, frames: Frames) -> None:
    """'an agreement on the sharing of data *with X*': a body named behind 'with' is the other party of it."""
    noun = node.kid("pobj")
    if noun is None or noun.name is None or node.head is None:
        return
    above: Node | None = node.head
    while above is not None and above.dep in {"pobj", "pcomp", "prep", "dobj", "acl", "compound"}:
        above = above.head
        if above is None or (above.is_verb and above.tag != "VBG"):
            return
        if above.is_noun and any(frame.object == "with" for frame, _ in frames.find("noun", above.lemma)):
            if not any(kid.lemma == "with" for kid in above.kids("prep")):
                node.move(above, "prep", "repair:party")
            return


def join_companion(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'OFA, *together with DPE*, tested X': both did, where both can act."""
    before, noun = tree.nodes[node.index - 1] if node.index else None, node.kid("pobj")
    if before is None or before.lemma not in {"together", "along", "jointly"} or noun is None:
        return
    verb = next((word for word in (node.head, before.head) if word is not None and word.is_verb), None)
    subject = verb.kid("nsubj") if verb is not None else None
    if subject is None or subject.index > before.index or tree.nodes[before.index - 1].text != ",":
        return
    if {find_kind(word, lexicon) for word in (subject, noun)} <= ACTING and not subject.kids("conj"):
        noun.move(subject, "conj", "repair:companion")


def free_companion(node: Node) -> None:
    """'works closely *with DPE to address* X': behind 'with' stands a party, and no clause with one."""
    party, mark = node.kid("nsubj"), node.kid("mark")
    verb = node.head
    if mark is None or party is None or verb is None or mark.lemma != "with":
        return
    if verb.is_verb and node.is_infinitive and verb.index < mark.index < party.index < node.index:
        mark.move(verb, "prep", "repair:companion")
        party.move(mark, "pobj", "repair:companion")


def free_particle(node: Node) -> None:
    """'X, which A hosts *on* our behalf': where the relative is the object, what follows the verb is a preposition."""
    verb = node.head
    objects = verb.kids("dobj") if verb is not None and verb.dep == "relcl" else []
    if verb is None or len(objects) != 2 or objects[0].tag not in {"WDT", "WP"} or objects[0].index > verb.index:
        return
    if node.index < objects[1].index:
        node.relabel("prep", "repair:particle")
        objects[1].move(node, "pobj", "repair:particle")


def continue_agents(node: Node, tree: Tree) -> None:
    """'is given by the X on whom it is kept, *the Y to which it is owed*, and Z': a passive has no object so far on.

    What a comma parts from a relative clause on who acts goes on with those who act.
    """
    verb = find_verb(node.head)
    if verb is None or "agent" not in verb.labels or "auxpass" not in verb.labels:
        return
    place = node.find_edges()[0].index - 1
    if place < max(verb.index, 1) or tree.nodes[place].text != ",":
        return
    agents = [noun for by in verb.kids("agent") if by.index < node.index for noun in by.kids("pobj")]
    if agents and tree.nodes[place - 1].is_within(agents[-1]) and agents[-1].has("relcl"):
        node.move(agents[-1], "conj", "repair:agents")


def raise_recipient(node: Node, lexicon: Lexicon, frames: Frames) -> None:
    """'shares its reports and its letters *with DPE*': what the verb gives to somebody is all of the list."""
    last, party = node.head, node.kid("pobj")
    if last is None or party is None or last.dep != "conj" or not last.is_noun or last.index + 1 != node.index:
        return
    words = lexicon.constructions
    if last.lemma in words.directed | words.possessed or find_kind(party, lexicon) not in ACTING:
        return
    first = find_first_member(last)
    verb = first.head if first.dep == "dobj" else None
    if verb is None or not verb.is_verb or any(kid.lemma == node.lemma for kid in verb.kids("prep", "dative")):
        return
    own = any(node.lemma in {*frame.roles, frame.subject, frame.object} for frame, _ in frames.find("noun", last.lemma))
    if not own and _gives(frames, verb, node.lemma):
        node.move(verb, "prep", "repair:recipient")


def raise_resumed(node: Node, tree: Tree) -> None:
    """'is sent to A, which reviews it, *and to B*': the comma closed the relative clause, and the phrase goes on."""
    above = node.head
    while above is not None and above.dep != "relcl":
        above = above.head
    first = above.head.head if above is not None and above.head is not None else None
    if above is None or first is None or first.dep not in {"prep", "dative", "agent"} or first.lemma != node.lemma:
        return
    opening = node.index - 2 if tree.nodes[node.index - 1].tag == "CC" else node.index - 1
    if tree.nodes[opening].text == "," and not any(kid.lemma == node.lemma for kid in above.kids("prep", "dative")):
        node.move(first, "conj", "repair:resumed")


def free_behind_agent(node: Node, lexicon: Lexicon, frames: Frames) -> None:
    """'is given by OFA *to DPE*', 'is accessed by staff *through a portal*': what the verb takes is not of who acts.

    Whom somebody comes from or works for ('by staff *from DPE*') stays with them.
    """
    agent = node.head
    if agent is None or agent.dep not in {"pobj", "conj"} or node.lemma == "of":
        return
    first = find_first_member(agent)
    verb = first.head.head if first.head is not None and first.head.dep == "agent" else None
    noun = node.kid("pobj")
    if verb is None or noun is None or any(kid.lemma == node.lemma for kid in verb.kids("prep", "dative")):
        return
    kinds = [find_kind(word, lexicon) for word in (agent, noun)]
    if node.lemma in {"from", "for", "in", "at", "with"} and kinds[0] in ACTING and kinds[1] in ACTING:
        return
    if any(node.lemma in {*frame.roles, frame.subject, frame.object} for frame, _ in frames.find("verb", verb.lemma)):
        node.move(verb, "prep", "repair:agent")


def raise_agent(node: Node, lexicon: Lexicon) -> None:
    """'is operated for the board *by X*': a body is by nobody, but what is done for it is."""
    noun, doer = node.head, node.kid("pobj")
    if noun is None or doer is None or noun.index + 1 != node.index or noun.dep != "pobj":
        return
    if find_kind(noun, lexicon) not in ACTING or find_kind(doer, lexicon) not in ACTING:
        return
    above = noun.head
    while above is not None and not above.is_verb:
        if above.dep not in {"prep", "pobj"}:
            return  # 'is shown in a report to the board *by X*'
        above = above.head
    if above is not None and above.is_passive and "agent" not in above.labels:
        node.move(above, "agent", "repair:agent")


def lower_agent(node: Node, lexicon: Lexicon, frames: Frames) -> None:
    """'a breach involving the use of X *by Y*': a verb that is not passive has no agent, but what it is about has."""
    verb, doer = node.head, node.kid("pobj")
    if verb is None or doer is None or not verb.is_verb or verb.is_passive or verb.tag == "VBN":
        return
    things = [kid for kid in verb.kids("dobj") if kid.index < node.index]
    if things and things[-1].lemma in frames.nominals and find_kind(doer, lexicon) in ACTING:
        node.move(things[-1], "prep", "repair:agent")


def raise_behind_adverb(node: Node, lexicon: Lexicon) -> None:
    """'sends X *back to Y*': the phrase is the verb's own, and not the adverb's before it."""
    adverb = node.head
    if adverb is None or adverb.dep not in {"advmod", "prt"} or adverb.lemma not in lexicon.constructions.onward:
        return
    if adverb.head is not None and adverb.head.is_verb and adverb.index + 1 == node.index:
        node.move(adverb.head, "prep", "repair:onward")


def raise_onward(node: Node, lexicon: Lexicon, frames: Frames) -> None:
    """'sends X from A *to B*': what goes from A to B goes to B, where the parser hung B on A or on 'from'."""
    start = node.head.head if node.head is not None and node.head.dep == "pobj" else node.head
    noun = start.kid("pobj") if start is not None else None
    if noun is None or start is None or start.lemma != "from" or start.head is None:
        return
    verb = start.head.head if start.head.dep == "dobj" else start.head
    if verb is None or not verb.is_verb or any(kid.lemma == "to" for kid in verb.kids("prep", "dative")):
        return
    if find_kind(noun, lexicon) in _ENDS and _gives(frames, verb, "to"):
        node.move(verb, "prep", "repair:onward")


def move_recipients(tree: Tree, lexicon: Lexicon, frames: Frames) -> None:
    """'does not share images collected through X *with anybody*': the with-phrase belongs to the verb that wants it.

    A preposition that hangs inside a participle or relative clause of the object, or on a noun behind the verb
    ('disclosed as a routine use *to X*'), is moved to the verb above if the frames of that verb make it the recipient,
    the verb has no such phrase yet, and the frames of the inner word have no place for it.
    """
    if _INNER.isdisjoint(tree.labels) and "as" not in tree.lemmas:
        return
    for node in compress(tree.nodes, map("prep".__eq__, map(_LABEL, tree.nodes))):
        if node.tag not in {"IN", "TO"} or node.head is None or _is_bound(node, lexicon):
            continue
        outer = _find_giver(node, lexicon, frames) if node.children else None
        if (
            outer is not None
            and _gives(frames, outer, node.lemma)
            and not any(kid.lemma == node.lemma for kid in outer.kids("prep", "dative"))
            and all(kid.tag != "CD" for kid in node.kids("pobj"))  # 'entered into X that expired *in 2018*'
        ):
            node.move(outer, "prep", "repair:recipient")


def _is_bound(preposition: Node, lexicon: Lexicon) -> bool:
    """'information relating *to X*', 'threats *to X*': a preposition right behind the word that asks for it."""
    word = preposition.head
    if word is None or word.index + 1 != preposition.index:
        return False
    if word.dep == "relcl" and word.tag in {"VBP", "VBZ"} and any(kid.tag in _RELATIVES for kid in word.kids("nsubj")):
        return True  # 'people who object *to X*'
    return word.tag == "VBG" or (preposition.lemma == "to" and word.lemma in lexicon.constructions.directed)


def _find_giver(preposition: Node, lexicon: Lexicon, frames: Frames) -> Node | None:
    """The verb above the participle or the noun on which a preposition was hung; None where it may stay there."""
    noun, inner = preposition.head, find_verb(preposition.head)
    if noun is None or inner is None:
        return None
    if noun.dep == "pobj" and noun.head is not None and noun.head.lemma in APART:
        return None  # 'calls other than calls *to counsel*'
    if preposition.lemma == "by" and inner.dep == "acl" and inner.tag == "VBN" and "agent" not in inner.labels:
        return None  # 'is hosted on servers supplied under contract *by X*': the participle is nearer
    if inner.dep in _INNER:
        stays = _takes(frames, inner, preposition) if noun is inner else _gives(frames, inner, preposition.lemma)
        if preposition.lemma == "to" and inner.lemma in lexicon.constructions.pairing:
            return None  # 'data that link the image *to the owner*'
        if inner.dep == "relcl" and any(preposition.is_within(told) for told in inner.kids("dobj")):
            return None  # 'software that can pose risks *to the user*': of what the relative clause tells
        if inner.dep == "relcl" and is_aside(inner) and not _is_closed(inner, preposition):
            return None  # 'sends A to B, which compares it *with C*'
        outer = find_verb(inner.head)
    else:
        if noun.dep != "pobj" or noun.head is None or noun.head.lemma != "as" or noun.head.head is not inner:
            return None
        slots = {slot for frame, _ in frames.find("noun", noun.lemma) for slot in (frame.subject, frame.object)}
        stays, outer = preposition.lemma in slots, inner
    # 'the person *to whom* X relates': it opens its clause
    return None if stays or any(noun.tag in _RELATIVES for noun in preposition.kids("pobj")) else outer


def _is_closed(clause: Node, preposition: Node) -> bool:
    """'sends A, from which B is cut, *to C*': a second comma, and the clause above goes on."""
    around = (*clause.children, *(clause.head.children if clause.head is not None else ()), *preposition.children)
    return any(kid.text == "," and kid.index == preposition.index - 1 for kid in around)


def _takes(frames: Frames, verb: Node, preposition: Node) -> bool:
    """Whether a frame of the verb that fits data makes the preposition the recipient, or its object ('talk *with*')."""
    return any(
        preposition.lemma == frame.object
        or (frame.roles.get(preposition.lemma) == "recipient" and "Capability" not in frame.when.get("object", ()))
        for frame, _ in frames.find("verb", verb.lemma)
    )


def _gives(frames: Frames, verb: Node, preposition: str) -> bool:
    return preposition in frames.giving.get(verb.lemma, ())


def lower_asker(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'is released upon a request *by X*': who asks for it, and not who releases it."""
    noun = tree.nodes[node.index - 1]
    preposition = noun.head if noun.dep == "pobj" else None
    if preposition is None or preposition.lemma not in _UPON or noun.lemma not in lexicon.constructions.grounding:
        return
    if not noun.is_within(node):
        node.move(noun, "prep", "repair:agent")


def mark_agent(node: Node) -> None:
    """'is hosted on servers supplied under contract *by X*': who hosts it, or who supplies them."""
    verb = node.head
    if verb is None or not verb.is_verb:
        return
    between = (word for kid in verb.kids("prep") for word in kid.subtree() if verb.index < word.index < node.index)
    if any(word.dep == "acl" and word.tag == "VBN" and not word.has("agent", "dobj") for word in between):
        verb.how = (*verb.how, EITHER)
