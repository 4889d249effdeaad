"""Trees in, the same with members, infinitives and prepositions hung where they belong out."""

from __future__ import annotations

from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.phrases import list_nouns
from graphkit.language.tree import Node, Tree, find_verb, is_purpose
from graphkit.model import ACTING
from graphkit.ontology.frames import Frames

_DASHES = frozenset({"-", "–", "—", "--"})
_HELPERS = frozenset({"aux", "auxpass"})
#: What is said of a system whoever it serves.
KEEPING = frozenset({"maintainedBy", "ownedBy", "providedBy"})
#: Kinds of what data is in.
_SYSTEMS = frozenset({"System", "Program"})
#: How far something is done: 'in *part*'.
_DEGREES = frozenset({"principle", "part", "full", "entirety", "whole"})
#: What stands before where things are kept.
_PLACING = frozenset({"on", "in", "at"})


def attach_members(node: Node) -> None:
    """'tools for X, *to include* Y': the infinitive lists members of what was named."""
    if (
        node.lemma != "include"
        or node.dep not in {"advcl", "xcomp"}
        or node.head is None
        or not node.head.is_verb
        or node.kids("nsubj", "nsubjpass", "mark")
    ):
        return
    objects = [kid for kid in node.head.kids("dobj", "attr", "nsubjpass") if kid.index < node.index]
    if objects and node.is_infinitive:
        for marker in node.kids("aux"):
            marker.relabel("mark")
        noun = objects[-1]
        for kid in noun.kids("prep"):
            if kid.lemma == "of" and kid.kid("pobj") is not None and kid.index < node.index:
                noun = kid.kids("pobj")[0]
        node.move(noun, "acl", "repair:members")


def raise_degree(node: Node) -> None:
    """'accepted the recommendation *in principle*': how far somebody did it, and no place of what it was done to."""
    noun, told = node.head, node.kid("pobj")
    if noun is None or told is None or not noun.is_noun or noun.head is None or noun.dep != "dobj":
        return
    if told.lemma in _DEGREES and not told.has("prep", "amod", "det"):
        node.move(noun.head, "prep", "repair:degree")


def attach_including(node: Node, tree: Tree) -> None:
    """'use of Z is consistent with laws, *including X*': members of what stands before, not of the subject."""
    if node.lemma != "include" or node.dep != "prep" or node.head is None or not node.head.is_noun:
        return
    verb = find_verb(node.head)
    if verb is None or not node.head.index < verb.index < node.index:
        return
    nouns = [other for other in tree.nodes if verb.index < other.index < node.index and other.is_noun]
    if nouns and nouns[-1].dep in {"pobj", "dobj", "conj", "attr"}:
        node.move(nouns[-1], "prep", "repair:including")


def attach_access(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'the duty of all clerks *with access* to X': who has it is the body or role right before, and no duty."""
    noun, held = node.head, node.kid("pobj")
    before = tree.nodes[node.index - 1] if node.index else None
    if noun is None or held is None or before is None or before is noun or not noun.is_noun:
        return
    inside = held.lemma in lexicon.constructions.possessed and before.is_within(noun)
    if inside and find_kind(before, lexicon) in ACTING and find_kind(noun, lexicon) not in ACTING:
        node.move(before, "prep", "repair:access")


def attach_visit(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'counts the visitors *to our site*': what is visited is no recipient of what is counted."""
    before = tree.nodes[node.index - 1] if node.index else node
    if before.lemma in lexicon.constructions.visiting and before.is_noun and node.head is not before:
        node.move(before, "prep", "repair:visit")


def attach_examples(node: Node, lexicon: Lexicon) -> None:
    """'data on the way you use services, *such as the time*': examples of data are of the data, and of no system."""
    noun, first = node.head, node.kid("pobj")
    if noun is None or first is None or not any(kid.text == "such" for kid in node.children):
        return
    members = list_nouns(first, lexicon)
    if find_kind(noun, lexicon) not in _SYSTEMS or not any(_is_data(member, lexicon) for member in members):
        return
    above = noun.head
    while above is not None:
        for other in (above, *above.kids("dobj")):
            if other.index < noun.index and _is_data(other, lexicon):
                return node.move(other, "prep", "repair:examples")
        above = above.head


def _is_data(noun: Node, lexicon: Lexicon) -> bool:
    return noun.is_noun and find_kind(noun, lexicon) == "DataCategory"


def attach_place(node: Node) -> None:
    """'kept on a server *in Alderby*': a place behind where things are kept tells where that is, and keeps nothing."""
    verb, place = node.head, node.kid("pobj")
    if verb is None or not verb.is_verb or place is None or place.tag != "NNP" or place.name is not None:
        return
    for other in verb.kids("prep"):
        thing = other.kid("pobj")
        if other.lemma in _PLACING and thing is not None and thing.index == node.index - 1 and thing.tag == "NN":
            return node.move(thing, "prep", "repair:place")


def attach_between(node: Node, tree: Tree) -> None:
    """'is open to A, to B *for the purpose of C*, and to D': what stands before the last of them is of B alone."""
    verb, before = node.head, tree.nodes[node.index - 1]
    if verb is None or not verb.is_verb or before.dep != "pobj" or before.head is None or before.head.head is None:
        return
    phrase = before.head
    fellows = [kid for kid in (*verb.kids("prep", "conj"), *phrase.kids("conj")) if kid.lemma == phrase.lemma]
    later = [kid for kid in fellows if kid.index > node.index]
    linked = any(tree.nodes[kid.index - 1].tag == "CC" and tree.nodes[kid.index - 2].text == "," for kid in later)
    if linked and phrase.lemma != node.lemma and phrase.dep in {"prep", "conj"}:
        node.move(before, "prep", "repair:between")


def attach_topic(node: Node, lexicon: Lexicon) -> None:
    """'stores information *on cases*': what information is on, right behind it, is people or what happens; no place."""
    verb, topic = node.head, node.kid("pobj")
    if verb is None or topic is None or topic.name is not None or not verb.is_verb:
        return
    told = next((kid for kid in verb.kids("dobj") if kid.index + 1 == node.index), None)
    if told is None or told.lemma not in lexicon.constructions.information:
        return
    if find_kind(topic, lexicon) in {"Role", "Activity"} or topic.lemma in lexicon.constructions.situations:
        node.move(told, "prep", "repair:topic")


def attach_sought(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'keeps the records of *applicants for permits*': the permits are what they want, not what the records are for."""
    noun, verb = tree.nodes[node.index - 1], node.head
    if verb is None or not verb.is_verb or noun is verb or noun.lemma not in lexicon.constructions.applying:
        return
    if noun.dep == "pobj" and noun.is_within(verb):
        node.move(noun, "prep", "repair:topic")


def lift_purpose(node: Node, lexicon: Lexicon) -> None:
    """'uses A *or B for training*': what two things are used for that 'or' joins is said of both."""
    noun = node.head
    first = noun.head if noun is not None and noun.dep == "conj" else None
    verb = first.head if first is not None and first.dep == "dobj" else None
    if first is None or not any(kid.lemma == "or" for kid in first.kids("cc")):
        return
    if verb is not None and verb.lemma in lexicon.constructions.using:
        node.move(verb, "prep", "repair:purpose")


def raise_behind_aside(node: Node, tree: Tree) -> None:
    """'does X – both when Y comes and when it goes – *by doing Z*': what follows an aside is of what stood before."""
    clause = node.head
    if tree.nodes[node.index - 1].text not in _DASHES or clause is None or clause.index > node.index:
        return
    opening = next((word for word in tree.nodes[: clause.index] if word.text in _DASHES), None)
    if opening is None or opening.index > clause.index:
        return
    before = reversed(tree.nodes[: opening.index])
    main = next((word for word in before if word.is_verb and word.dep not in _HELPERS), None)
    if main is not None and not main.is_within(node):
        node.move(main, node.dep, "repair:aside")


def lift_list(node: Node, lexicon: Lexicon) -> None:
    """'information about applicants *(name, address)*': what people are said to have in brackets is the information."""
    noun = node.head
    if node.lemma != "including" or node.text[:1] != "(" or noun is None or noun.dep not in {"pobj", "conj"}:
        return
    first = noun
    while first.dep == "conj" and first.head is not None:
        first = first.head
    above = first.head.head if first.dep == "pobj" and first.head is not None else None
    member = node.kid("pobj")
    if above is None or member is None or not above.is_noun:
        return
    kinds = [find_kind(word, lexicon) for word in (noun, above, member)]
    if kinds[0] in ACTING and kinds[1] == kinds[2] == "DataCategory":
        node.move(above, "prep", "repair:list")


def attach_behind_last(node: Node) -> None:
    """'OFA-owned A or *B provided by C*': where the first noun has a participle of its own, this one is of the last.

    So it is where the first has whose it is: "clerks' A or *B provided by C*". What hangs on one in the middle is of
    the last that stands right before it.
    """
    first = node.head
    if node.dep != "acl" or node.tag != "VBN" or first is None:
        return
    near = next((kid for kid in first.kids("conj") if kid.index == node.index - 1 and kid.is_noun), None)
    if first.dep == "conj" and near is not None:
        return node.move(near, "acl", "repair:participle")
    possessed = "poss" in first.labels and any(kid.lemma == "or" for kid in first.kids("cc"))
    if not possessed and not any(kid.tag == "VBN" for kid in first.kids("amod")):
        return
    last = first
    while True:
        conjuncts = [kid for kid in last.kids("conj") if kid.is_noun and kid.index < node.index]
        if not conjuncts:
            break
        last = conjuncts[-1]
    if last is not first and last.kid("poss" if possessed else "amod") is None:
        node.move(last, "acl", "repair:participle")


def attach_discarding(node: Node, lexicon: Lexicon) -> None:
    """'X published the page again *removing the link*': whoever publishes removes it, and the page removes nothing."""
    noun = node.head
    verb = noun.head if noun is not None and noun.dep == "dobj" and noun.index + 1 == node.index else None
    if verb is None or noun is None or node.lemma not in lexicon.constructions.discarding:
        return
    acting = any(find_kind(subject, lexicon) in ACTING for subject in verb.kids("nsubj"))
    if acting and find_kind(noun, lexicon) not in ACTING:
        node.move(verb, "advcl", "repair:participle")


def attach_notified(node: Node, lexicon: Lexicon) -> None:
    """'notifies owners *of recalls*': of what they are told, and not what they own."""
    noun = node.head
    verb = noun.head if noun is not None and noun.dep in {"dobj", "nsubjpass"} else None
    if verb is None or noun is None or noun.index > verb.index > node.index or noun.name is not None:
        return
    told = any(inner.lemma in lexicon.constructions.told for inner in node.kids("pobj"))
    if told and verb.lemma in lexicon.constructions.notifying and find_kind(noun, lexicon) in ACTING:
        node.move(verb, "prep", "repair:topic")


def attach_engagement(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'discloses A to contractors *engaged by X to maintain Y*': whoever is engaged maintains, not who discloses."""
    verb = node.head
    if verb is None or node.index < verb.index or not node.is_infinitive:
        return
    if verb.lemma in lexicon.constructions.contracting and not verb.is_passive:
        for party in (noun for kid in verb.kids("prep") if kid.lemma == "with" for noun in kid.kids("pobj")):
            return node.move(party, "acl", "repair:engagement")  # 'contracted with X *to maintain Y*': X maintains
    for participle in tree.nodes[verb.index + 1 : node.index]:
        if participle.dep != "acl" or participle.tag != "VBN":
            continue
        if participle.lemma in lexicon.constructions.engaging and participle.is_within(verb):
            start = node.find_edges()[0].index
            if participle.index < start == participle.find_edges()[1].index + 1:
                return node.move(participle, "xcomp", "repair:engagement")


def raise_purpose(node: Node, frames: Frames) -> None:
    """'queries X on a daily basis *in order to compare* Y': never what a noun is for.

    'kept in systems *run by X* in order to compare Y': nor what whoever runs the systems does.
    """
    verb = find_verb(node.head) if is_purpose(node) else None
    if verb is not None and verb.dep == "acl" and verb.tag == "VBN" and verb.kids("agent"):
        above = find_verb(verb.head)
        told = {frame.predicate for frame, _ in frames.find("verb", verb.lemma)}
        if above is not None and above.is_passive and not told.isdisjoint(KEEPING):
            verb = above
    if verb is not None and verb.index < node.index:
        node.move(verb, "advcl", "repair:purpose")


def turn_infinitive(node: Node, lexicon: Lexicon, frames: Frames) -> None:
    """'access *to pay slips*': what access is to is a thing, not what it serves to do ('access to manage accounts')."""
    if node.dep != "acl" or node.head is None or node.head.lemma not in lexicon.constructions.possessed:
        return
    marker, thing = next((kid for kid in node.kids("aux") if kid.tag == "TO"), None), node.kid("dobj")
    noun = node.head
    if marker is None or thing is None or marker.index != noun.index + 1 or node.index != marker.index + 1:
        return
    if thing.index < node.index or thing.kids("det", "poss"):
        return
    kind = lexicon.kind_of(thing.lemma)
    wanted = {each for frame, _ in frames.find("verb", node.lemma) for each in frame.when.get("object", ())}
    if lexicon.kind_of(node.lemma) == "Thing" and kind != "Thing" and kind in wanted:
        return
    marker.tag = "IN"
    marker.move(noun, "prep", "repair:access")
    thing.move(marker, "pobj", "repair:access")
    node.tag = "NN"
    node.move(thing, "compound", "repair:access")
