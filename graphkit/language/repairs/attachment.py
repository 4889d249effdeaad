"""Trees in, the same with relative clauses, participles and prepositions hung where they belong out."""

from __future__ import annotations

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree, find_clause, find_verb, is_purpose
from graphkit.ontology.frames import Frames

#: Kinds of those who act.
_PEOPLE = frozenset({"Organization", "OrganizationalUnit", "Role"})
#: Kinds of what can be read, sent and kept.
_READABLE = frozenset({"DataCategory", "Document", "Policy"})
_RELATIVES = {"WDT", "WP"}
#: Kinds of what is used and may use other things.
_TOOLS = frozenset({"System", "Program"})
_PLACING = frozenset({"in", "at", "on", "within", "from", "into"})


def attach_cleft(node: Node) -> None:
    """'it is X *that shares Y*': a relative clause that the parser hung on the verb."""
    if node.dep != "ccomp" or node.head is None or node.head.lemma != "be":
        return
    focus = node.head.kid("attr")
    by_it = any(kid.lemma == "it" for kid in node.head.kids("nsubj"))
    if by_it and focus is not None and any(kid.tag in {"WDT", "WP"} for kid in node.kids("nsubj", "nsubjpass")):
        node.move(focus, "relcl", "repair:cleft")


def attach_definition(node: Node) -> None:
    """'X is a tool for a phone *that provides* Y': what follows the genus of a definition is said of the genus."""
    if node.dep != "relcl" or node.head is None or node.head.dep not in {"pobj", "conj"}:
        return
    subject = node.kid("nsubj")
    if subject is None or subject.lemma not in {"that", "which"}:
        return
    above = node.head
    while above.head is not None and above.dep in {"pobj", "conj", "prep"} and above.head.dep != "ROOT":
        above = above.head
    preposition = above.kid("prep")
    if (
        above.dep == "attr"
        and above.kid("det") is not None
        and above.kids("det")[0].lemma in {"a", "an"}
        and preposition is not None
        and preposition.lemma == "for"
    ):
        node.move(above, "relcl", "repair:definition")


def attach_relative(node: Node, lexicon: Lexicon) -> None:
    """'searches of records of people, *which are conducted* …', 'guidance on databases *that applies* …'.

    A relative clause belongs to a noun that agrees with its verb in number; 'which' is not people, and what is
    conducted is an activity. Where the nearest noun does not fit, the next above it that does takes the clause.
    """
    if node.dep != "relcl" or node.head is None:
        return
    subject = node.kid("nsubj", "nsubjpass")
    if subject is None or subject.lemma not in {"which", "that"}:
        return
    number = _find_number(node)
    wanted = {"Activity"} if node.lemma in lexicon.constructions.performing else None

    def fits(noun: Node) -> bool:
        kind = noun.name.thing.kind if noun.name is not None else lexicon.kind_of(noun.lemma)
        if wanted is not None and kind not in wanted and kind != "Thing":
            return False
        if number and len(noun.kids("conj")) == 0 and (noun.tag in {"NNS", "NNPS"}) != (number == "plural"):
            return False
        return subject.lemma == "that" or kind != "Role"

    if fits(node.head) or node.head.kids("conj") or node.head.dep == "conj":
        return
    above: Node | None = node.head.head
    while above is not None:
        if above.is_noun and above.index < node.index and fits(above):
            return node.move(above, "relcl", "repair:relative")
        if above.dep in {"ROOT", "ccomp", "advcl"}:
            return
        above = above.head


def mark_relative(node: Node) -> None:
    """'the notice *that X issued*': a finite clause whose object is 'that' or 'which' is a relative one."""
    finite = node.tag in {"VBD", "VBZ", "VBP"} or node.kid("aux") is not None
    objects = [kid.lemma for kid in node.kids("dobj")]
    if node.dep == "acl" and finite and objects in (["that"], ["which"]):
        node.dep = "relcl"


def attach_party(node: Node, frames: Frames) -> None:
    """'an agreement on the sharing of data *with X*': a body named behind 'with' is the other party of it."""
    noun = node.kid("pobj")
    if node.dep != "prep" or node.lemma != "with" or noun is None or noun.name is None or node.head is None:
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


def part_relative(node: Node, tree: Tree) -> None:
    """'the person *to whom the record pertains* may request a copy': a relative clause that swallowed the main verb.

    Behind 'to whom' stands a noun in -s for the verb of the clause, with its subject as a modifier; the modal is of the
    main clause, whose subject the parser left without a verb.
    """
    noun, subject = node.head, node.kid("nsubj")
    if node.dep != "relcl" or noun is None or noun is not tree.root or subject is None or subject.tag != "NNS":
        return
    opening = next((kid for kid in node.kids("prep") if any(word.tag in _RELATIVES for word in kid.kids("pobj"))), None)
    inner = next((kid for kid in reversed(subject.kids("compound", "nmod")) if kid.index == subject.index - 1), None)
    modal = next((kid for kid in node.kids("aux", "auxpass") if kid.index > subject.index), None)
    if opening is None or opening.index > subject.index or inner is None or modal is None or subject.kids("prep"):
        return
    noun.children.remove(node)
    node.head, node.dep, tree.root = None, "ROOT", node
    noun.move(node, "nsubj", "repair:relative")
    subject.move(noun, "relcl", "repair:relative")
    subject.tag = "VBZ"
    for kid in subject.kids("det", "amod", "poss", "compound", "nmod"):
        if kid is not inner:
            kid.move(inner, kid.dep, "repair:relative")
    inner.move(subject, "nsubj", "repair:relative")
    opening.move(subject, "prep", "repair:relative")
    for kid in noun.kids("punct"):
        if kid.index > node.index:
            kid.move(node, "punct", "repair:relative")


def attach_reviewed(node: Node, lexicon: Lexicon) -> None:
    """'reports to X, *which Y reviewed*', 'a letter to X, *which describes* Z': said of what can be read, not of X.

    The nearest noun above that names data or a document takes the clause; without one it is marked as astray.
    """
    if node.dep != "relcl" or node.head is None:
        return
    kind = node.head.name.thing.kind if node.head.name is not None else lexicon.kind_of(node.head.lemma)
    unknown = node.head.name is not None and kind == "Thing"
    if kind == "System" and node.lemma in lexicon.constructions.describing and _is_receiver(node.head):
        node.how = (*node.how, "repair:astray")  # 'sends notes to boxes *that contain* Z': the notes, or the boxes
        return
    if not unknown and kind not in {"Organization", "OrganizationalUnit"}:
        return
    words = lexicon.constructions
    gap = {words.reading: ("dobj", "nsubjpass"), words.describing: ("nsubj",)}
    if not any(node.lemma in verbs and kid.lemma == "which" for verbs, deps in gap.items() for kid in node.kids(*deps)):
        return
    readable = _find_readable(node, lexicon)
    if readable is not None and not unknown:
        node.move(readable, "relcl", "repair:reviewed")
    elif readable is not None or not unknown:
        node.how = (*node.how, "repair:astray")


def _is_receiver(noun: Node) -> bool:
    """Whether a noun is that to which the object of a verb goes."""
    preposition = noun.head if noun.dep == "pobj" else None
    verb = preposition.head if preposition is not None and preposition.lemma == "to" else None
    return verb is not None and verb.is_verb and bool(verb.kids("dobj"))


def _find_readable(clause: Node, lexicon: Lexicon) -> Node | None:
    """The nearest noun above the one that a clause modifies, or the object of its verb, that names what can be read."""
    above = clause.head.head if clause.head is not None else None
    while above is not None and not above.is_verb:
        if above.is_noun and lexicon.kind_of(above.lemma) in _READABLE:
            return above
        above = above.head
    objects = above.kids("dobj", "nsubjpass") if above is not None else []
    found = [noun for noun in objects if noun.index < clause.index and lexicon.kind_of(noun.lemma) in _READABLE]
    return found[0] if found else None


def _find_number(verb: Node) -> str:
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
            marker.dep = "mark"
        noun = objects[-1]
        for kid in noun.kids("prep"):
            if kid.lemma == "of" and kid.kid("pobj") is not None and kid.index < node.index:
                noun = kid.kids("pobj")[0]
        node.move(noun, "acl", "repair:members")


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
    kinds = [_kind_of(word, lexicon) for word in (noun, above, member)]
    if kinds[0] in _PEOPLE and kinds[1] == kinds[2] == "DataCategory":
        node.move(above, "prep", "repair:list")


def attach_as_participle(node: Node, lexicon: Lexicon, frames: Frames) -> None:
    """'terms *as established by X*': the participle says of the noun before it what was done with it."""
    if (
        node.dep not in {"advcl", "acl"}
        or node.tag != "VBN"
        or node.head is None
        or node.kids("nsubj", "nsubjpass", "aux", "auxpass")
    ):
        return
    marks = [kid for kid in node.children if kid.lemma == "as" and kid.index < node.index]
    if not marks or not any(kid.dep == "agent" or kid.lemma == "by" for kid in node.children):
        return
    above = node.head
    nouns = [
        other
        for other in above.subtree()
        if other.index < marks[0].index and other.is_noun and other.dep in {"dobj", "pobj", "conj", "nsubjpass"}
    ]
    if nouns and above.index < node.index:
        noun = max(nouns, key=lambda other: other.index)
        while noun.dep == "conj" and noun.head is not None and noun.head.is_noun:
            noun = noun.head
        wanted = {kind for frame, _ in frames.find("verb", node.lemma) for kind in frame.when.get("object", ())}
        while (
            noun.dep == "pobj"
            and noun.head is not None
            and noun.head.lemma == "of"
            and noun.head.head is not None
            and noun.head.head.is_noun
        ):
            kinds = [lexicon.kind_of(other.lemma) for other in (noun, noun.head.head)]
            if kinds[0] in wanted or kinds[1] not in wanted:
                break
            noun = noun.head.head
        for mark in marks:
            mark.dep = "case"
        node.move(noun, "acl", "repair:as-participle")


def attach_participle(node: Node, lexicon: Lexicon, frames: Frames) -> None:
    """'an image of the participant *taken at enrollment*': what is taken is what the verb can take."""
    if node.dep != "acl" or node.tag != "VBN" or node.head is None or node.head.dep != "pobj":
        return
    wanted = {kind for frame, _ in frames.find("verb", node.lemma) for kind in frame.when.get("object", ())}
    near, above = node.head, node.head.head.head if node.head.head is not None else None
    if not wanted or above is None or not above.is_noun or above.index > node.index:
        return
    kinds = [
        other.name.thing.kind if other.name is not None else lexicon.kind_of(other.lemma) for other in (near, above)
    ]
    if kinds[0] not in wanted and kinds[0] != "Thing" and kinds[1] in wanted:
        node.move(above, "acl", "repair:participle")


def raise_means(node: Node, lexicon: Lexicon) -> None:
    """'does not conduct searches of X *using Y*': whoever conducts them uses Y, or nobody; searches use nothing.

    Only who can act and stands right before the participle may be who uses; as the object of a verb ('monitors agencies
    using Y') it leaves open which of the two does.
    """
    noun = node.head
    if node.dep != "acl" or node.tag != "VBG" or node.lemma not in lexicon.constructions.using or noun is None:
        return
    kind = noun.name.thing.kind if noun.name is not None else lexicon.kind_of(noun.lemma)
    if node.index == noun.index + 1:
        if kind in _PEOPLE:
            node.how = (*node.how, "repair:astray") if noun.dep == "dobj" else node.how
            return
        placed = noun.dep == "pobj" and noun.head is not None and noun.head.lemma in _PLACING
        if kind in _TOOLS and noun.dep != "dobj" and not placed:
            return  # 'a system using Y'; but 'compares X in *an environment* using Y'
    verb = find_clause(noun)
    while verb is not None and verb.dep in {"relcl", "acl"} and not _is_done_by_party(verb, lexicon):
        verb = find_clause(verb)
    if verb is not None:
        node.move(verb, "advcl", "repair:means")


def _is_done_by_party(clause: Node, lexicon: Lexicon) -> bool:
    """Whether a relative clause or participle tells what the body or person that it modifies does."""
    noun = clause.head
    if noun is None or clause.is_passive:
        return False
    return (noun.name.thing.kind if noun.name is not None else lexicon.kind_of(noun.lemma)) in _PEOPLE


def attach_behind_last(node: Node) -> None:
    """'OFA-owned A or *B provided by C*': where the first noun has a participle of its own, this one is of the last."""
    first = node.head
    if node.dep != "acl" or node.tag != "VBN" or first is None:
        return
    if not any(kid.tag == "VBN" for kid in first.kids("amod")):
        return
    last = first
    while True:
        conjuncts = [kid for kid in last.kids("conj") if kid.is_noun and kid.index < node.index]
        if not conjuncts:
            break
        last = conjuncts[-1]
    if last is not first and last.kid("amod") is None:
        node.move(last, "acl", "repair:participle")


def attach_engagement(node: Node, lexicon: Lexicon) -> None:
    """'discloses A to contractors *engaged by X to maintain Y*': whoever is engaged maintains, not who discloses."""
    verb = node.head
    if node.dep not in {"advcl", "xcomp"} or not node.is_infinitive or verb is None or node.index < verb.index:
        return
    engaged = [
        kid
        for kid in verb.subtree()
        if kid.dep == "acl" and kid.tag == "VBN" and kid.lemma in lexicon.constructions.engaging
    ]
    for participle in engaged:
        start = min(inner.index for inner in node.subtree())
        last = max(inner.index for inner in participle.subtree())
        if verb.index < participle.index < start and last == start - 1:
            return node.move(participle, "xcomp", "repair:engagement")


def raise_purpose(node: Node) -> None:
    """'queries X on a daily basis *in order to compare* Y': never what a noun is for."""
    verb = find_verb(node.head) if node.dep in {"acl", "xcomp"} and is_purpose(node) else None
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


def free_behind_agent(node: Node, lexicon: Lexicon, frames: Frames) -> None:
    """'is given by OFA *to DPE*', 'is accessed by staff *through a portal*': what the verb takes is not of who acts.

    Whom somebody comes from or works for ('by staff *from DPE*') stays with them.
    """
    agent = node.head
    if node.dep != "prep" or node.lemma == "of" or agent is None or agent.dep not in {"pobj", "conj"}:
        return
    first = agent
    while first.dep == "conj" and first.head is not None:
        first = first.head
    verb = first.head.head if first.head is not None and first.head.dep == "agent" else None
    noun = node.kid("pobj")
    if verb is None or noun is None or any(kid.lemma == node.lemma for kid in verb.kids("prep", "dative")):
        return
    kinds = [_kind_of(word, lexicon) for word in (agent, noun)]
    if node.lemma in {"from", "for", "in", "at", "with"} and kinds[0] in _PEOPLE and kinds[1] in _PEOPLE:
        return
    if any(node.lemma in {*frame.roles, frame.subject, frame.object} for frame, _ in frames.find("verb", verb.lemma)):
        node.move(verb, "prep", "repair:agent")


def _kind_of(node: Node, lexicon: Lexicon) -> str:
    return node.name.thing.kind if node.name is not None else lexicon.kind_of(node.lemma)


def move_recipients(tree: Tree, lexicon: Lexicon, frames: Frames) -> None:
    """'does not share images collected through X *with anybody*': the with-phrase belongs to the verb that wants it.

    A preposition that hangs inside a participle or relative clause of the object, or on a noun behind the verb
    ('disclosed as a routine use *to X*'), is moved to the verb above if the frames of that verb make it the recipient,
    the verb has no such phrase yet, and the frames of the inner word have no place for it.
    """
    for node in tree.nodes:
        if node.tag not in {"IN", "TO"} or node.dep != "prep" or node.head is None or _is_bound(node, lexicon):
            continue
        outer = _find_giver(node, frames)
        if (
            outer is not None
            and _gives(frames, outer, node.lemma)
            and not any(kid.lemma == node.lemma for kid in outer.kids("prep", "dative"))
        ):
            node.move(outer, "prep", "repair:recipient")


def _is_bound(preposition: Node, lexicon: Lexicon) -> bool:
    """'information relating *to X*', 'threats *to X*': a preposition right behind the word that asks for it."""
    word = preposition.head
    if word is None or word.index + 1 != preposition.index:
        return False
    return word.tag == "VBG" or (preposition.lemma == "to" and word.lemma in lexicon.constructions.directed)


def _find_giver(preposition: Node, frames: Frames) -> Node | None:
    """The verb above the participle or the noun on which a preposition was hung; None where it may stay there."""
    inner = find_verb(preposition.head)
    if inner is None or any(noun.tag in _RELATIVES for noun in preposition.kids("pobj")):
        return None  # 'the person *to whom* X relates': it opens its clause
    noun = preposition.head
    if inner.dep == "relcl" and any(preposition in told.subtree() for told in inner.kids("dobj")):
        return None  # 'software that can pose risks *to the user*': of what the relative clause tells
    if inner.dep in {"acl", "relcl"} and inner.head is not None:
        stays = _takes(frames, inner, preposition) if noun is inner else _gives(frames, inner, preposition.lemma)
        return None if stays else find_verb(inner.head)
    behind = noun is not None and noun.dep == "pobj" and noun.head is not None and noun.head.lemma == "as"
    if not behind or noun is None or noun.head is None or noun.head.head is not inner:
        return None
    slots = {slot for frame, _ in frames.find("noun", noun.lemma) for slot in (frame.subject, frame.object)}
    return None if preposition.lemma in slots else inner


def _takes(frames: Frames, verb: Node, preposition: Node) -> bool:
    """Whether a frame of the verb that fits data makes the preposition the recipient, or its object ('talk *with*')."""
    return any(
        preposition.lemma == frame.object
        or (frame.roles.get(preposition.lemma) == "recipient" and "Capability" not in frame.when.get("object", ()))
        for frame, _ in frames.find("verb", verb.lemma)
    )


def _gives(frames: Frames, verb: Node, preposition: str) -> bool:
    return any(frame.roles.get(preposition) == "recipient" for frame, _ in frames.find("verb", verb.lemma))
