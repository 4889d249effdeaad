"""Trees in, the same with relative clauses hung on what they are about out."""

from __future__ import annotations

from collections.abc import Set

from graphkit.language.agreement import agrees, find_number
from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.repairs.antecedents import EITHER, is_across
from graphkit.language.tree import Node, Tree, find_clause, list_above
from graphkit.model import ACTING

#: Kinds of what can be read, sent and kept.
_READABLE = frozenset({"DataCategory", "Document", "Policy"})
_RELATIVES = {"WDT", "WP"}
#: Kinds of what is designed for something.
_MADE = frozenset({"Policy", "Document", "System", "Program", "Capability"})
_TOWARD = frozenset({"to", "through", "via", "by means of"})


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


def attach_named(node: Node, lexicon: Lexicon) -> None:
    """'a system titled X, *which will hold Y*': the clause is about the system that bears the name."""
    name = node.head
    if name is None or name.dep not in {"oprd", "dobj", "attr"} or name.head is None or name.head.dep != "acl":
        return
    noun = name.head.head
    if noun is None or not noun.is_noun or name.head.tag != "VBN" or name.head.lemma not in lexicon.naming:
        return
    for kid in (*name.kids("punct"), node):
        kid.move(noun, kid.dep, "repair:relative")


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
    if node.head.has("conj") or node.head.dep == "conj":
        return
    number = find_number(node)
    wanted = {"Activity"} if node.lemma in lexicon.constructions.performing else None
    made = node.lemma in lexicon.constructions.designing and node.has("auxpass")

    def fits(noun: Node) -> bool:
        kind = find_kind(noun, lexicon)
        if made and kind not in _MADE:
            return False  # 'a policy on privacy, *which is designed to* …': no privacy is designed
        if wanted is not None and kind not in wanted and kind != "Thing":
            return False
        if len(noun.kids("conj")) == 0 and not agrees(noun, number, lexicon):
            return False
        return subject.lemma == "that" or kind != "Role"

    if fits(node.head):
        return
    above: Node | None = node.head.head
    while above is not None:
        nouns = [above] if above.is_noun else above.kids("dobj") if number else []
        for noun in nouns:
            if noun.index < node.index and noun is not node.head and fits(noun):
                return node.move(_find_rule(noun, lexicon) or noun, "relcl", "repair:relative")
        if above.dep in {"ROOT", "ccomp", "advcl"}:
            return
        above = above.head


def _find_rule(noun: Node, lexicon: Lexicon) -> Node | None:
    """'a *policy* on the retention and disclosure of reads, which was reviewed': of what the policy is on there are
    two, so that what is told in the singular is told of the policy."""
    first = noun.head if noun.dep == "conj" else None
    above = first.head if first is not None and first.dep == "pobj" else None
    rule = above.head if above is not None else None
    if rule is None or not rule.is_noun or rule.tag not in {"NN", "NNP"}:
        return None
    return rule if find_kind(rule, lexicon) in {"Policy", "Document"} else None


def mark_content(node: Node) -> None:
    """'criticism *that* data had not been reviewed': beside a subject of the clause's own, 'that' is a conjunction."""
    clause = node.head
    if clause is None or clause.dep != "relcl" or node.index > clause.index:
        return
    if any(kid.index > node.index and kid.index < clause.index for kid in clause.kids("nsubj", "nsubjpass")):
        node.tag = "IN"
        node.relabel("mark", "repair:content")
        clause.relabel("acl")


def mark_governed(node: Node, lexicon: Lexicon) -> None:
    """'the risk *that X shares Y*': behind a noun that governs, a clause with subject and object is what it is of."""
    clause = node.head
    if clause is None or clause.dep != "relcl" or clause.head is None or node.index > clause.index:
        return
    if (clause.head.lemma, "noun") in lexicon.governors and clause.kids("nsubj", "nsubjpass") and clause.kids("dobj"):
        node.tag = "IN"
        node.relabel("mark", "repair:content")
        clause.relabel("acl")


def mark_relative(node: Node) -> None:
    """'the notice *that X issued*': a finite clause whose object is 'that' or 'which' is a relative one."""
    finite = node.tag in {"VBD", "VBZ", "VBP"} or node.kid("aux") is not None
    objects = [kid.lemma for kid in node.kids("dobj")]
    if node.dep == "acl" and finite and objects in (["that"], ["which"]):
        node.relabel("relcl")


def restore_gap(node: Node, lexicon: Lexicon) -> None:
    """'the report *that the Act requires*': what a body or rule does with a document, and not what is in it."""
    noun, mark, subject = node.head, node.kid("mark"), node.kid("nsubj")
    if noun is None or mark is None or subject is None or mark.lemma != "that" or node.is_passive:
        return
    if node.has("dobj", "attr", "acomp", "ccomp", "xcomp", "prep") or find_kind(noun, lexicon) != "Document":
        return
    if find_kind(subject, lexicon) in {*ACTING, "Policy"}:
        mark.relabel("dobj", "repair:relative")
        node.relabel("relcl")


def restore_whose(node: Node, tree: Tree) -> None:
    """'the Office, *whose advice on A we took*': the verb's object is what 'whose' opens, not what stands before it."""
    possessor = next((kid for kid in node.kids("poss") if kid.lemma == "whose"), None)
    comma = tree.nodes[possessor.index - 1] if possessor is not None and possessor.index > 1 else None
    whose = tree.nodes[possessor.index - 2] if possessor is not None and comma is not None else None
    if whose is None or comma is None or comma.text != "," or not whose.is_noun:
        return
    verbs = [kid for kid in node.subtree() if kid.dep == "relcl" and kid.is_verb and kid.has("nsubj")]
    if len(verbs) == 1 and verbs[0].head is not None and not verbs[0].has("dobj", "attr", "ccomp", "xcomp"):
        verb = verbs[0]
        verb.move(whose, "relcl", "repair:relative")
        node.move(verb, "dobj", "repair:relative")


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
    tree.raise_root(node)
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


def attach_received(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'records about your health and any *treatment you receive*': the clause is about what it stands right behind."""
    opening = node.find_edges()[0]
    subject = node.kid("nsubj")
    relative = opening.tag in _RELATIVES and opening.dep == "dobj"
    if subject is None or subject.tag != "PRP" or not (relative or opening is subject) or not opening.index:
        return
    last = tree.nodes[opening.index - 1]
    if last is node.head or last.lemma not in lexicon.constructions.rendered or not last.is_noun:
        return
    if node.head in list_above(last):
        node.move(last, "relcl", "repair:relative")


def attach_reviewed(node: Node, lexicon: Lexicon) -> None:
    """'reports to X, *which Y reviewed*', 'a letter to X, *which describes* Z': said of what can be read, not of X.

    The nearest noun above that names data or a document takes the clause; without one it is marked as astray.
    """
    if node.dep != "relcl" or node.head is None:
        return
    kind = find_kind(node.head, lexicon)
    unknown = node.head.name is not None and kind == "Thing"
    if kind == "System" and node.lemma in lexicon.constructions.describing and _is_receiver(node.head):
        node.how = (*node.how, "repair:astray")  # 'sends notes to boxes *that contain* Z': the notes, or the boxes
        return
    words = lexicon.constructions
    if kind == "System" and _is_handed_on(node, words.giving | words.reading):
        readable = _find_readable(node, lexicon)
        if readable is not None:
            node.move(readable, "relcl", EITHER if is_across(readable, node) else "repair:reviewed")
        return
    if not unknown and kind not in {"Organization", "OrganizationalUnit"}:
        return
    gap = {words.reading: ("dobj", "nsubjpass"), words.describing: ("nsubj",)}
    if not any(node.lemma in verbs and kid.lemma == "which" for verbs, deps in gap.items() for kid in node.kids(*deps)):
        return
    readable = _find_readable(node, lexicon)
    if readable is not None and not unknown:
        node.move(readable, "relcl", "repair:reviewed")
    elif readable is not None or not unknown:
        node.how = (*node.how, "repair:astray")


def _is_handed_on(clause: Node, giving: Set[str]) -> bool:
    """'draws extracts from X, *which it supplies to Y*': what somebody gets is what was drawn, and no system."""
    if clause.lemma not in giving or not any(kid.lemma == "which" for kid in clause.kids("dobj")):
        return False
    return any(kid.lemma in {"to", "with"} for kid in clause.kids("prep", "dative"))


def attach_collected(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'concerns related to the data *which X collects*': what is collected is the data right before, and no concern.

    'the use of the names *you give to X*': nor is what is done with the names given to anybody.
    """
    gap, noun, words = node.kid("dobj"), node.head, lexicon.constructions
    if gap is None:
        gap = node.kid("nsubj")
        gap = tree.nodes[gap.find_edges()[0].index] if gap is not None and not node.has("mark") else None
    elif gap.tag not in _RELATIVES:
        return
    if gap is None or noun is None or not gap.index or node.lemma not in words.reading | words.giving:
        return
    before = tree.nodes[gap.index - 1]
    if before is noun or find_kind(before, lexicon) not in _READABLE or before.dep != "pobj":
        return
    kind = find_kind(noun, lexicon)
    of = before.head
    done = kind == "Activity" and of is not None and of.lemma == "of" and of.head is noun
    if done or (kind == "Thing" and gap.dep == "dobj"):
        node.move(before, "relcl", "repair:relative")


def attach_describing(node: Node, lexicon: Lexicon) -> None:
    """'sends a file to X *containing names*': said of the file, not of X nor of who sends it."""
    above = node.head
    if above is None or node.lemma not in lexicon.constructions.describing or not node.kids("dobj"):
        return
    if node.kids("nsubj", "aux", "mark"):
        return
    if not above.is_verb:
        if find_kind(above, lexicon) in _READABLE or above.dep != "pobj":
            return
        verb = find_clause(above)
    else:
        verb = above
    found = [noun for noun in verb.kids("dobj", "nsubjpass") if noun.index < node.index] if verb is not None else []
    if found and find_kind(found[-1], lexicon) in _READABLE:
        node.move(found[-1], "acl", "repair:describing")


def attach_accessed(node: Node, lexicon: Lexicon) -> None:
    """'a portal, run by a vendor, *to which officers have access*': what one gets at is no body, but the portal."""
    if node.dep != "relcl" or node.head is None or not any(kid.lemma == "access" for kid in node.kids("dobj")):
        return
    above: Node | None = node.head
    if node.find_edges()[0].lemma != "to" or find_kind(node.head, lexicon) not in ACTING:
        return
    while above is not None:
        if above.is_noun and find_kind(above, lexicon) in _READABLE | {"System"}:
            return node.move(above, "relcl", "repair:relative")
        above = above.head


def free_limit(node: Node, lexicon: Lexicon) -> None:
    """'shares data *only where a law says so*': when it does, and no place that the data have."""
    noun = node.head
    verb = noun.head if noun is not None and noun.dep in {"dobj", "nsubjpass"} else None
    if verb is None or not verb.is_verb or verb.index > node.index:
        return
    for opener in node.kids("advmod"):
        before = [kid for kid in opener.kids("advmod") if kid.lemma in lexicon.restrictive]
        if opener.tag == "WRB" and (before or opener.lemma == "when"):
            return node.move(verb, "advcl", "repair:limit")


def attach_placed(node: Node, lexicon: Lexicon) -> None:
    """'a facility run by a vendor, *where they are held*': the place is the facility, not who runs it."""
    noun = node.head
    if node.dep != "relcl" or noun is None or not any(kid.lemma == "where" for kid in node.kids("advmod")):
        return
    by = noun.head if noun.dep == "pobj" else None
    participle = by.head if by is not None and by.dep == "agent" else None
    place = participle.head if participle is not None and participle.dep == "acl" else None
    if place is not None and place.is_noun and find_kind(noun, lexicon) in ACTING | {"Thing"}:
        node.move(place, "relcl", "repair:relative")


def restore_enforced(node: Node, lexicon: Lexicon) -> None:
    """'clerks, who enforce, among other laws, *the Act*': a law is no further clerk, but what they enforce."""
    noun = node.head
    if noun is None or not noun.is_noun or find_kind(noun, lexicon) not in ACTING:
        return
    for clause in noun.kids("relcl"):
        bare = clause.has("nsubj") and not clause.has("dobj", "attr", "acomp", "xcomp", "ccomp", "auxpass")
        if bare and noun.index < clause.index < node.index and find_kind(node, lexicon) == "Policy":
            return node.move(clause, "dobj", "repair:object")


def attach_part(node: Node, tree: Tree) -> None:
    """'signed the Act, *section 10 of which* allows X': the section allows it, and nobody who signs."""
    of = node.head
    part = of.head if of is not None and of.lemma == "of" else None
    if part is None or of is None or not part.is_noun or node.index + 1 >= len(tree.nodes) or node.index < 3:
        return
    verb, above = tree.nodes[node.index + 1], part.head
    if not verb.is_verb or verb.has("nsubj", "nsubjpass") or above is None or part.is_within(verb):
        return
    while above.dep == "conj" and above.head is not None and above.head.is_noun:
        above = above.head
    if not above.is_noun or above.is_within(verb) or above.is_within(part):
        return
    part.move(verb, "nsubj", "repair:relative")
    verb.move(above, "relcl", "repair:relative")


def mark_sent(node: Node) -> None:
    """'the records *which DPE sends us*': what stands behind no preposition is the object, and 'us' who gets it."""
    verb = node.head
    if verb is None or not verb.is_verb or verb.dep != "relcl" or node.index > verb.index or not verb.kids("nsubj"):
        return
    for other in verb.kids("dobj"):
        if other.children:
            return  # 'which DPE sends a copy'
        other.relabel("dative")
    node.relabel("dobj", "repair:relative")


def mark_gapped(node: Node, lexicon: Lexicon) -> None:
    """'logs each query *that clerks make*': behind the object of a verb that says nothing, a clause without its own."""
    verb = node.head
    that = next((kid for kid in node.kids("mark") if kid.lemma == "that"), None)
    if node.dep != "ccomp" or verb is None or that is None or not node.kids("nsubj") or node.is_passive:
        return
    noun = next((kid for kid in verb.kids("dobj") if kid.index == that.index - 1), None)
    filled = node.kids("dobj", "attr", "acomp", "ccomp", "xcomp")
    if noun is None or filled or (verb.lemma, "verb") in lexicon.governors:
        return
    that.tag = "WDT"
    that.relabel("dobj")
    node.move(noun, "relcl", "repair:relative")


def _is_receiver(noun: Node) -> bool:
    """Whether a noun is that to which, or through which, the object of a verb goes."""
    preposition = noun.head if noun.dep == "pobj" else None
    verb = preposition.head if preposition is not None and preposition.lemma in _TOWARD else None
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


def raise_to_predicate(node: Node) -> None:
    """'X is an office *of the state, created by Y*', 'an agency in the state *which runs Z*': said of what X is."""
    inner = node.head
    phrase = inner.head if inner is not None and inner.dep == "pobj" else None
    noun = phrase.head if phrase is not None and phrase.lemma in {"of", "in", "within"} else None
    if noun is None or inner is None or noun.dep != "attr" or inner.name is not None or node.has("mark"):
        return
    articles = [kid.lemma for word in (noun, inner) for kid in word.kids("det")]
    if len(articles) == 2 and articles[0] in {"a", "an"} and articles[1] == "the":
        node.move(noun, node.dep, "repair:relative")
