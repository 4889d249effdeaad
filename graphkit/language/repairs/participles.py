"""Trees in, the same with participles hung on what they say something of out."""

from __future__ import annotations

from graphkit.language.governors import ORDERING
from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.phrases import find_first_member
from graphkit.language.tree import Node, Tree, find_clause
from graphkit.model import ACTING
from graphkit.ontology.frames import Frames

#: Kinds of what only tells of what is used.
_TELLING = frozenset({"Document", "Policy", "Activity"})
#: Kinds of what is used and may use other things.
_TOOLS = frozenset({"System", "Program"})
#: Kinds of what is written to somebody.
_READABLE = frozenset({"Document", "DataCategory"})
#: 'records *of* travelers using Y': whoever works on the records may use Y as well.
_TOPICAL = frozenset({"of", "among", "between", "on"})
#: Behind these a participle is a deed: "by reviewed", "after being reviewed".
_AGENTIVE = frozenset({"by", "after", "before", "when", "while"})
_PLACING = frozenset({"in", "at", "on", "within", "from", "into"})


def attach_fronted(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'In Tally, *used for cards*, the number was V-ed': set off behind a thing in front, it is said of that thing."""
    main, noun = node.head, tree.nodes[node.index - 2] if node.index > 1 else node
    if main is None or not node.index < main.index or tree.nodes[node.index - 1].text != ",":
        return
    placed = noun.head if noun.dep == "pobj" else None
    if placed is not None and placed.head is main and find_kind(noun, lexicon) in _TOOLS | _READABLE:
        return node.move(noun, "acl", "repair:participle")
    opening = next((kid for kid in main.kids("prep") if noun.is_within(kid)), None)
    if opening is not None and opening is not placed and node.has("agent"):
        node.move(noun, "dep", "repair:participle")  # 'with the exception of a paper by X, *asked for by Y*, Z is V-ed'


def lower_issued(node: Node, tree: Tree) -> None:
    """'attaches a letter or a *Government issued* card': behind a noun with its article it says which card."""
    maker, thing = tree.nodes[node.index - 1] if node.index else node, node.kid("dobj")
    if thing is None or thing.index != node.index + 1 or maker.tag not in {"NN", "NNP"} or maker.head is None:
        return
    article, verb = maker.kid("det"), node.head
    if article is None or article.lemma not in {"a", "an"} or verb is None or maker.dep not in {"dobj", "conj", "pobj"}:
        return
    if thing.has("det", "poss") or not maker.is_within(verb) or verb.index > maker.index:
        return
    thing.move(maker.head, maker.dep, "repair:participles")
    article.move(thing, "det", "repair:participles")
    maker.move(thing, "compound", "repair:participles")
    for kid in [kid for kid in node.children if kid is not thing]:
        kid.move(verb, kid.dep, "repair:participles")
    node.move(thing, "amod", "repair:participles")


def lower_written(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'has given OFA *written* permission': right behind whom something is given, it says of what sort that is."""
    thing, whom = node.kid("dobj"), tree.nodes[node.index - 1]
    giving = whom.head if whom.dep in {"dative", "dobj"} else None
    if thing is None or giving is None or thing.index != node.index + 1 or thing.has("det", "poss"):
        return
    if giving.lemma in lexicon.constructions.giving and not giving.is_within(node):
        thing.move(giving, "dobj", "repair:participles")
        whom.relabel("dative", "repair:participles")
        node.move(thing, "amod", "repair:participles")


def gather_participles(node: Node, tree: Tree) -> None:
    """'in controlled, *audited* cases': behind a preposition and another participle it says which cases."""
    noun, first = node.kid("dobj"), tree.nodes[node.index - 2] if node.index > 1 else node
    place = first.head if first.dep == "pcomp" and first.tag == "VBN" else None
    if noun is None or place is None or place.lemma in _AGENTIVE or first.has("dobj", "nsubj"):
        return
    if tree.nodes[node.index - 1].text == "," and noun.index == node.index + 1:
        noun.move(place, "pobj", "repair:participles")
        for each in (first, node):
            each.move(noun, "amod", "repair:participles")


def lower_gerund(node: Node) -> None:
    """'*Requesting* agencies submit A', '*roaming* partners share B': a gerund as subject wants a verb in the singular.

    So before a plural and a verb that agrees with it, a form in -ing says which ones.
    """
    verb = node.head
    if node.dep != "csubj" or node.tag != "VBG" or verb is None:
        return
    noun = node.kid("dobj") or verb.kid("nsubj")
    agreeing = next(iter(verb.kids("aux", "auxpass")), verb)
    if noun is None or noun.tag not in {"NNS", "NNPS"} or not node.index < noun.index < agreeing.index:
        return
    plural = agreeing.tag == "VBP" or agreeing.text.lower() == "were"
    if (plural or noun.head is verb) and not noun.kids("det", "poss") and not node.kids("mark", "aux", "prep"):
        noun.move(verb, "nsubjpass" if verb.kids("auxpass") else "nsubj", "repair:gerund")
        for kid in list(node.children):
            kid.move(noun, kid.dep, "repair:gerund")
        node.move(noun, "amod", "repair:gerund")


def mark_seen_fit(node: Node) -> None:
    """'held, *as deemed appropriate by X*': X finds what is done appropriate, and not what it is done with."""
    if any(kid.lemma == "as" for kid in node.kids("mark", "case", "prep")) and node.kids("agent"):
        node.how = (*node.how, "repair:astray")


def attach_as_participle(node: Node, lexicon: Lexicon, frames: Frames) -> None:
    """'terms *as established by X*': the participle says of the noun before it what was done with it."""
    if node.head is None:
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
    governor = lexicon.find_governor(node.lemma, "verb")
    if governor is not None and governor.family == "permission":
        return  # 'X is shared *as permitted by Z*': it permits that, and not X
    if governor is not None and governor.family in ORDERING:  # 'posted X on Y *as required by Z*': it requires no Y
        nouns = [other for other in nouns if other.dep != "pobj"]
    if nouns and above.index < node.index:
        noun = find_first_member(max(nouns, key=lambda other: other.index))
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
            mark.relabel("case")
        node.move(noun, "acl", "repair:as-participle")


def lower_to_agent(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'pays for searches conducted by X *using Y*': who conducts them uses it, right behind the name of who does."""
    if node.lemma not in lexicon.constructions.using or not node.index:
        return
    above, noun = node.head, tree.nodes[node.index - 1]
    while noun.dep in {"conj", "appos"} and noun.head is not None:
        noun = noun.head
    agent = noun.head if noun.dep == "pobj" else None
    done = agent.head if agent is not None and agent.dep == "agent" else None
    if done is not None and above is not done and done.dep == "acl" and above is not None and done.is_within(above):
        node.move(noun, "acl", "repair:agent")


def attach_participle(node: Node, lexicon: Lexicon, frames: Frames) -> None:
    """'an image of the participant *taken at enrollment*': what is taken is what the verb can take."""
    if node.head is None:
        return
    inner = _find_taken(node, lexicon, frames)
    if inner is not None:
        node.move(inner, "acl", "repair:participle")
    if inner is not None or node.head.dep != "pobj":
        return
    near, above = node.head, node.head.head.head if node.head.head is not None else None
    if above is None or not above.is_noun or above.index > node.index:
        return
    wanted = {kind for frame, _ in frames.find("verb", node.lemma) for kind in frame.when.get("object", ())}
    kinds = [
        find_kind(other, lexicon) for other in (near, above)
    ]
    if kinds[0] not in wanted and kinds[0] != "Thing" and kinds[1] in wanted:
        node.move(above, "acl", "repair:participle")


def _find_taken(node: Node, lexicon: Lexicon, frames: Frames) -> Node | None:
    """'an error in the software *used by X*': the noun right before the participle, where only that can be taken."""
    noun = node.head
    if noun is None:
        return None
    near = next((each for kid in noun.kids("prep")[-1:] for each in kid.kids("pobj")), None)
    if near is None or near.index + 1 != node.index or not near.is_noun:
        return None
    wanted = {kind for frame, _ in frames.find("verb", node.lemma) for kind in frame.when.get("object", ())}
    fits = noun.name is None and find_kind(near, lexicon) in wanted and find_kind(noun, lexicon) not in wanted
    return near if fits else None


def raise_behind_required(node: Node, tree: Tree) -> None:
    """'publishes X, as required by the Act, *to explain Y*': behind the comma stands what it is published for."""
    clause = node.head
    main = clause.head if clause is not None else None
    if clause is None or main is None or not node.is_infinitive or clause.dep != "advcl" or not main.is_verb:
        return
    start = node.find_edges()[0].index
    marked = any(kid.lemma == "as" for kid in clause.kids("mark")) and not clause.kids("nsubj", "nsubjpass")
    if marked and clause.tag in {"VBN", "VBD"} and main.index < clause.index and tree.nodes[start - 1].text == ",":
        node.move(main, "advcl", "repair:purpose")


def lower_trusted(node: Node) -> None:
    """'provided to *trusted* third parties': no infinitive is a participle, which goes before the noun behind it."""
    verb, to, noun = node.head, node.kid("aux"), node.kid("dobj")
    if verb is None or to is None or to.lemma != "to" or noun is None or len(node.kids("aux", "auxpass")) > 1:
        return
    if to.index + 1 != node.index or noun.kids("det", "poss") or not node.index < noun.index or not verb.is_verb:
        return
    to.move(verb, "prep", "repair:participle")
    noun.move(to, "pobj", "repair:participle")
    for kid in [kid for kid in node.children if kid is not noun]:
        kid.move(verb if kid.dep in {"prep", "advcl", "punct"} else noun, kid.dep, "repair:participle")
    node.move(noun, "amod", "repair:participle")


def free_listing(node: Node, lexicon: Lexicon) -> None:
    """'The service *consisting of A, B and C* collects X': a list before the verb has not its number, and is a part."""
    verb, whole, listing = node.head, node.kid("nsubj"), node.kid("prep")
    members = verb.kid("nsubj") if verb is not None else None
    if verb is None or whole is None or members is None or node.kids("aux", "auxpass", "mark"):
        return
    first = listing.kid("pobj") if listing is not None else node.kid("dobj")
    if first is None or verb.tag != "VBZ" or not members.has("conj") or not whole.index < first.index < members.index:
        return
    if whole.tag in {"NN", "NNP"} and members.index < verb.index and not whole.has("conj"):
        whole.move(verb, "nsubj", "repair:listing")
        node.move(whole, "acl", "repair:listing")
        members.move(first, "conj", "repair:listing")


def raise_means(node: Node, lexicon: Lexicon) -> None:
    """'does not conduct searches of X *using Y*': whoever conducts them uses Y, or nobody; searches use nothing.

    Only who can act and stands right before the participle may be who uses; as the object of a verb ('monitors agencies
    using Y') it leaves open which of the two does.
    """
    noun = node.head
    if node.dep != "acl" or node.tag != "VBG" or node.lemma not in lexicon.constructions.using or noun is None:
        return
    kind = find_kind(noun, lexicon)
    if node.index == noun.index + 1:
        if kind in ACTING:
            topical = _TOPICAL | lexicon.constructions.topical
            about = noun.dep == "pobj" and noun.head is not None and noun.head.lemma in topical
            node.how = (*node.how, "repair:astray") if noun.dep == "dobj" or about else node.how
            return
        placed = noun.dep == "pobj" and noun.head is not None and noun.head.lemma in _PLACING
        if kind in _TOOLS and noun.dep != "dobj" and not placed:
            return  # 'a system using Y'; but 'compares X in *an environment* using Y'
    verb = find_clause(noun)
    while verb is not None and verb.dep in {"relcl", "acl"} and not _is_done_by_party(verb, lexicon):
        verb = find_clause(verb)
    if verb is None:
        return
    subject = verb.kid("nsubj")
    if subject is not None and subject.name is None and lexicon.kind_of(subject.lemma) in _TELLING:
        node.how = (*node.how, "repair:astray")  # 'the report describes a trial *using Y*': a report uses nothing
        return
    node.move(verb, "advcl", "repair:means")


def _is_done_by_party(clause: Node, lexicon: Lexicon) -> bool:
    """Whether a relative clause or participle tells what the body or person that it modifies does."""
    noun = clause.head
    if noun is None or clause.is_passive:
        return False
    return find_kind(noun, lexicon) in ACTING


def attach_request(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'wrote to X *inviting Y*': who writes invites; 'a letter from X *asking for Y*': the letter asks for it.

    So does 'your letter of 9 May *seeking Y*', to which somebody else replies.
    """
    if node.lemma not in lexicon.constructions.requesting:
        return
    before = tree.nodes[node.index - 1] if node.index else None
    while before is not None and before.dep in {"conj", "compound", "nmod", "nummod"}:
        before = before.head
    preposition = before.head if before is not None and before.dep == "pobj" else None
    above = preposition.head if preposition is not None else None
    if preposition is None or above is None or above is node.head or above.index > node.index:
        return
    if preposition.lemma == "of" and above.has("poss") and lexicon.kind_of(above.lemma) in _READABLE:
        return node.move(above, "acl", "repair:request")
    if preposition.lemma == "to" and node.dep == "acl" and above.lemma in lexicon.constructions.writing:
        node.move(above, "advcl", "repair:request")
    elif preposition.lemma == "from" and node.dep == "advcl" and lexicon.kind_of(above.lemma) in _READABLE:
        node.move(above, "acl", "repair:request")
