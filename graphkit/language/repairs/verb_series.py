"""Trees in, the same with the verbs of a series hung together out."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.repairs.attachment import KEEPING
from graphkit.language.repairs.lemmas import find_lemma
from graphkit.language.series import find_first
from graphkit.language.tree import Node, Tree, find_mark, find_verb
from graphkit.model import ACTING
from graphkit.ontology.frames import Frames
from graphkit.ontology.kinds import UNKNOWN

#: The tag of a verb in the present to that of a noun spelled like it.
_SPELLED = {"VBZ": "NNS", "VBP": "NN"}
_NAMED = frozenset(_SPELLED.values())
_BARE = frozenset({"VB", "VBP"})


def align_conjunct(node: Node, frames: Frames) -> None:
    """'does not solicit, *collect*, or share', 'can visit and *read*': bare verbs after an auxiliary are one series.

    'Neither keeps nor *transfers* the files': so are those in -s, where what was taken for a noun has an object.
    """
    if node.dep != "conj" or node.head is None:
        return
    verb = _find_relative(node, node.head) if node.tag in _NAMED and not node.children else None
    if verb is not None and node.tag == _SPELLED.get(verb.tag) and frames.find("verb", node.lemma):
        node.tag = verb.tag
        if verb is not node.head:
            node.move(verb, "conj", "repair:series")
        return
    if node.tag == "NNS" and node.head.tag == "VBZ":
        if node.kids("dobj") and frames.find("verb", node.lemma):
            node.tag = "VBZ"
        return
    if node.head.tag != "VB":
        return
    first = find_first(node.head)
    if node.tag == "NN" and not node.kids("det", "amod", "compound", "poss") and frames.find("verb", node.lemma):
        if any(kid.tag in {"TO", "MD"} or kid.lemma == "do" for kid in first.kids("aux")):
            node.tag = "VB"  # 'to search, *view*, and download'
    elif node.tag == "JJ" and node.kids("dobj"):
        node.tag = "VB"  # 'may access and correct their data'
    elif (
        (node.tag == "VBP" or (node.tag == "VBD" and node.text.lower() == node.lemma))
        and not node.kids("nsubj", "nsubjpass", "aux")
        and (first.kids("aux") or first.dep in {"xcomp", "ccomp"})
    ):
        node.tag = "VB"


def _find_relative(node: Node, head: Node) -> Node | None:
    """'the data X collects and *shares* are', 'the data we collect and *store* is': the verb that goes on in a noun."""
    singular = head.is_noun and head.head is not None and head.head.tag == "VBZ" and head.dep in {"nsubj", "nsubjpass"}
    verbs = head.kids("relcl") if singular else [head]  # 'X and Y *is*' agrees with neither
    verb = next((verb for verb in verbs if verb.dep == "relcl" and verb.index == node.index - 2), None)
    if verb is None or not verb.has("nsubj") or verb.has("dobj", "prep"):
        return None
    return verb if any(kid.index == node.index - 1 for kid in verb.kids("cc")) else None


def raise_finite(node: Node) -> None:
    """'is considering whether to V, but *has made* no decision': a finite verb is coordinated with no infinitive.

    Nor with a bare one: 'lets clerks upload X and *returns* Y'.
    """
    infinitive = find_first(node.head) if node.head is not None else None  # 'to build *and maintain* X and obliges Y'
    if node.dep != "conj" or infinitive is None or infinitive.head is None:
        return
    finite = any(kid.tag in {"VBZ", "VBP", "VBD"} for kid in node.kids("aux", "auxpass"))
    bare = infinitive.tag == "VB" and infinitive.dep == "ccomp" and not infinitive.has("aux", "mark")
    if not infinitive.is_infinitive and not (bare and (finite or node.tag == infinitive.head.tag == "VBZ")):
        return
    be = node.lemma in {"be", "have"} or bare
    finite = finite or (be and node.tag == "VBZ" and not node.kids("aux"))  # 'is used to V and *is* not told of'
    third = any(word.tag == "VBZ" for word in (infinitive.head, *infinitive.head.kids("aux")))
    finite = finite or (third and node.tag == "VBZ" and node.has("xcomp"))  # 'has asked X to V and *expects to* W'
    finite = finite or (node.tag == infinitive.head.tag == "VBD")  # 'allowed X to V and *required* Y'
    main = infinitive.head
    while main.is_infinitive and main.head is not None:
        main = main.head  # 'is used *to help you to V* and does not W'
    main = _find_alike(node, infinitive) or main
    if finite and main.is_verb and main.index < node.index and not node.kids("nsubj", "nsubjpass", "expl"):
        node.move(main, "conj", "repair:series")
        for link in infinitive.kids("cc"):
            if not any(kid.index > link.index for kid in infinitive.kids("conj")):
                link.move(main, "cc", "repair:series")


def _find_alike(node: Node, infinitive: Node) -> Node | None:
    """'to copy a device *that X has given and has* agreed to': the clause inside that has the same helping verb."""
    helpers = [kid.text.lower() for kid in node.kids("aux", "auxpass")]
    if not helpers:
        return None
    inner = [word for word in infinitive.subtree() if word.dep == "relcl" and word.index < node.index]
    alike = (word for word in inner if [kid.text.lower() for kid in word.kids("aux", "auxpass")] == helpers)
    return max(alike, key=lambda word: word.index, default=None)


def join_predicates(node: Node) -> None:
    """'is considering whether to V, but has made no decision, *has not issued* X': a finite verb goes on with a series.

    Without a subject of its own, and behind a comma, it is no complement.
    """
    verb = node.head
    if node.dep != "ccomp" or verb is None or not verb.is_verb or node.index < verb.index:
        return
    opening = next((kid for kid in node.children), None)
    finite = opening is not None and opening.dep in {"aux", "auxpass"} and opening.tag in {"VBZ", "VBP", "VBD", "MD"}
    if not finite or opening is None or node.kids("nsubj", "nsubjpass", "csubj", "expl", "mark"):
        return
    series = [kid for kid in verb.kids("conj") if kid.is_verb and kid.index < node.index]
    before = (kid for above in (*series[-1:], verb) for kid in above.children if kid.index == opening.index - 1)
    if series and any(kid.text == "," for kid in before):
        node.move(series[-1], "conj", "repair:series")


def continue_listed(node: Node, tree: Tree) -> None:
    """'*will process A*; issue B; *and serve C*': bare verbs behind semicolons go on with the one behind the modal."""
    verb = node.head
    if verb is None or not any(kid.tag == "MD" for kid in node.kids("aux")):
        return
    if verb is tree.root and node.dep == "ccomp" and _is_listed(verb, tree) and node.index < verb.index:
        tree.raise_root(node, "repair:series")
        verb.move(node, "conj", "repair:series")
    for kid in node.kids("dep"):
        if kid.index > node.index and kid.tag in _BARE and _is_listed(kid, tree):
            kid.relabel("conj", "repair:series")


def _is_listed(verb: Node, tree: Tree) -> bool:
    """Whether a bare verb stands right behind a semicolon, or behind one and 'and'."""
    before = [word.text for word in tree.nodes[max(verb.index - 2, 0) : verb.index]]
    bare = verb.tag in _BARE and verb.labels.isdisjoint({"nsubj", "nsubjpass", "csubj", "expl", "aux", "mark"})
    return bare and bool(before) and (before[-1] == ";" or before == [";", "and"])


def continue_participle(node: Node, tree: Tree) -> None:
    """'a hall protected by guards, *and requiring badges*': behind 'and' a participle goes on with the one before."""
    if node.dep != "advcl" or node.tag not in {"VBG", "VBN"} or not node.index or node.kids("nsubj", "mark", "aux"):
        return
    link = tree.nodes[node.index - 1]
    above = link.head if link.dep == "cc" else None
    while above is not None and not above.is_verb:
        above = above.head
    if above is not None and above.dep == "acl" and above.index < node.index:
        node.move(above, "conj", "repair:participles")


def raise_behind_gap(node: Node) -> None:
    """'keeps the records that X collected *and uses them*': what a clause leaves out is no pronoun in a later verb."""
    clause = node.head
    if clause is None or clause.dep != "relcl" or clause.head is None or clause.kids("nsubjpass"):
        return
    main = find_verb(clause.head)
    gapped = any(kid.tag in {"WDT", "WP"} for kid in clause.kids("dobj")) and clause.kids("nsubj")
    if main is None or main.tag != node.tag or not gapped or node.kids("dobj")[0].text.lower() not in {"it", "them"}:
        return
    for link in clause.kids("cc"):
        link.move(main, "cc", "repair:series")
    node.move(main, "conj", "repair:series")


def raise_disagreeing(node: Node, tree: Tree) -> None:
    """'files are kept after the case is closed *and are then destroyed*': what are is the files."""
    inner = find_first(node)
    main = inner.head
    number = next((kid.text.lower() for kid in node.kids("auxpass", "aux")), "")
    if inner.dep != "advcl" or main is None or not main.is_verb or not inner.index > main.index:
        return
    helpers = [inner, *inner.kids("auxpass", "aux")]
    subject = inner.kid("nsubj", "nsubjpass")
    single = subject is not None and not subject.kids("conj") and subject.tag in {"NN", "NNP"}
    one = inner.tag == "VBZ" or any(word.text.lower() in {"is", "has"} for word in helpers)
    if number != "are" or not single or not one:
        return
    if any(kid.text.lower() == "are" for kid in main.kids("auxpass", "aux")):
        for link in [kid for kid in inner.kids("cc") if kid.index < node.index]:
            link.move(main, "cc", "repair:series")
        node.move(main, "conj", "repair:series")


def raise_plain(node: Node) -> None:
    """'we keep files for a year after the case closes *and then delete them*': behind 'closes' stands no plain form."""
    inner = node.head
    main = inner.head if inner is not None else None
    if inner is None or main is None or inner.tag != "VBZ" or inner.dep not in {"advcl", "ccomp"}:
        return
    subject, whose = main.kid("nsubj"), inner.kid("nsubj", "nsubjpass")
    if main.tag not in {"VBP", "VB"} or not main.index < inner.index or subject is None or whose is None:
        return
    link = next((kid for kid in inner.kids("cc") if kid.index < node.index), None)
    if link is None or inner.has("xcomp") or find_mark(node) or node.index - link.index > 2:
        return
    link.move(main, "cc", "repair:series")
    node.tag = main.tag
    node.move(main, "conj", "repair:series")


def retag_interrupted(node: Node, tree: Tree, lexicon: Lexicon, frames: Frames) -> None:
    """'employs clerks and *administers*, in whole or in part, X': a verb whose object stands behind an aside."""
    noun = node.head
    verb = noun.head if noun is not None and noun.dep == "dobj" else None
    if noun is None or verb is None or verb.tag != "VBZ" or tree.nodes[node.index - 1].tag != "CC":
        return
    behind = tree.nodes[node.index + 1] if node.index + 1 < len(tree.nodes) else node
    lemma = find_lemma(node.text.lower(), frames)
    if behind.text != "," or not lemma or lexicon.kind_of(node.lemma) != UNKNOWN or node.name is not None:
        return
    for link in noun.kids("cc"):
        link.move(verb, "cc", "repair:series")
    node.tag, node.lemma = "VBZ", lemma
    node.move(verb, "conj", "repair:series")


def raise_present(node: Node, tree: Tree) -> None:
    """'OFA finds that DPE broke the law *and orders it to V*': who finds orders, as the other did what is past."""
    inner = node.head
    main = inner.head if inner is not None else None
    if inner is None or main is None or main.tag != "VBZ" or inner.dep != "ccomp" or inner.kids("aux", "auxpass"):
        return
    if inner.tag != "VBD" or main.index > inner.index or not main.kids("nsubj") or find_mark(node):
        return
    for link in [kid for kid in inner.kids("cc") if kid.index < node.index]:
        link.move(main, "cc", "repair:series")
    node.move(main, "conj", "repair:series")


def continue_relative(node: Node, tree: Tree) -> None:
    """'OFA pays X, which locate A, *negotiate B*, and *receive* C': a bare verb is of several, not of one."""
    verb = node.head
    place = node.find_edges()[0].index - 1
    if tree.nodes[place].tag == "CC":
        place -= 1
    if verb is None or verb.tag not in {"VBZ", "VBD"} or not verb.index < place or tree.nodes[place].text != ",":
        return
    above: Node | None = tree.nodes[place - 1]
    while above is not None and above.dep != "relcl":
        above = above.head
    if above is None or above.tag != "VBP" or not above.is_within(verb):
        return
    if any(kid.tag in {"WDT", "WP"} for kid in above.kids("nsubj")):
        node.tag = "VBP"
        node.move(above, "conj", "repair:series")


def continue_repeated(node: Node, tree: Tree) -> None:
    """'a store that X keeps *and that is owned by Y*': what opens with the pronoun once more is said of the same."""
    verb, pronoun = node.head, node.kid("nsubj", "nsubjpass")
    if verb is None or pronoun is None or pronoun.lemma not in {"that", "which"} or pronoun.children:
        return
    link = tree.nodes[pronoun.index - 1]
    if link.tag != "CC" or pronoun.index > node.index:
        return
    for above in reversed(tree.nodes[verb.index + 1 : link.index]):
        if above.dep == "relcl" and any(kid.lemma in {"that", "which"} for kid in above.children):
            pronoun.tag = "WDT"
            link.move(above, "cc", "repair:series")
            return node.move(above, "conj", "repair:series")


def align_participle(node: Node, lexicon: Lexicon) -> None:
    """'is owned by X and *operated* on its behalf by Y', 'may have seen or *copied* X': one more participle.

    A past form without an agent is one too where the passive is not of the past, which it would go on from, and where
    what is sent or kept is no actor ('the image was taken by X and *sent* to Y').
    """
    first = node.head
    if node.tag != "VBD" or node.dep != "conj" or first is None or not first.is_verb:
        return
    if node.kids("nsubj", "nsubjpass", "aux", "auxpass"):
        return
    past = any(kid.tag == "VBD" for kid in first.kids("aux", "auxpass")) or not first.kids("auxpass")
    words, moved = lexicon.constructions, first.kid("nsubjpass")
    sent = moved is not None and node.lemma in words.reading | words.keeping and find_kind(moved, lexicon) not in ACTING
    passive = first.is_passive and not node.kids("dobj") and (node.kids("agent") or not past or sent)
    perfect = first.tag == "VBN" and any(kid.lemma == "have" for kid in find_first(node).kids("aux"))
    if perfect or passive:
        node.tag = "VBN"
        node.how = (*node.how, "repair:participles")


def restore_past(node: Node) -> None:
    """'could not provide X and *provided* Y': no participle is joined with a plain form; it is what was done."""
    first, before = node.head, node.labels
    if first is None or first.tag != "VB" or first.is_passive or "dobj" not in before or "agent" in before:
        return
    if any(kid.tag == "MD" or kid.lemma == "do" for kid in first.kids("aux")):
        node.tag = "VBD"
        node.how = (*node.how, "repair:past")


def lower_asked(node: Node, tree: Tree) -> None:
    """'reviewed A to learn *whether X did B, did C, and did D*': what nothing but a comma joins is asked as well."""
    main = node.head
    if main is None or not main.is_verb or tree.nodes[node.index - 1].text != "," or not node.has("cc"):
        return
    asked = [
        word
        for word in tree.nodes[main.index + 1 : node.index]
        if word.dep == "ccomp" and any(kid.lemma in {"whether", "if"} for kid in word.kids("mark"))
    ]
    inner = asked[-1] if asked else None
    if inner is not None and inner.tag == "VBD" and not inner.has("conj") and inner.is_within(main):
        node.move(inner, "conj", "repair:series")


def join_participles(node: Node, tree: Tree) -> None:
    """'*owned, hosted* and run by X': a participle right behind another and a comma goes on with its series."""
    noun = node.head
    if node.dep != "acl" or node.tag != "VBN" or node.index < 2 or tree.nodes[node.index - 1].text != ",":
        return
    before = tree.nodes[node.index - 2]
    if before.dep == "acl" and before.tag == "VBN" and before.head is noun and not before.children:
        node.move(before, "conj", "repair:participles")


def join_passives(node: Node, tree: Tree, lexicon: Lexicon, frames: Frames) -> None:
    """'were encrypted, *stored* on drives, and sent to X': a participle before 'and' goes on with a series.

    'Are kept in X, *reviewed* by Y and deleted' too, where all of it can be done with what is kept: what X is said to
    be ('kept in X, *owned* by Y and hosted by Z') is said of X.
    """
    if tree.nodes[node.index - 1].text != ",":
        return
    verb = node.head if node.dep == "advcl" else find_verb(node.head)
    if verb is None or not verb.kids("auxpass") or not verb.index < node.index - 1:
        return
    later = [
        kid
        for kid in (*node.kids("conj"), *verb.kids("conj"))
        if kid.index > node.index and kid.tag in {"VBN", "VBD"} and not kid.kids("nsubj", "nsubjpass")
    ]
    near = verb.index == node.index - 2 or _is_done_with_subject((node, *later), verb, lexicon, frames)
    if not later or not near:
        return
    node.move(verb, "conj", "repair:participles")
    for kid in later:
        kid.tag = "VBN"


def _is_done_with_subject(series: Sequence[Node], verb: Node, lexicon: Lexicon, frames: Frames) -> bool:
    """Whether all of a series can be done with what the passive is said of, and is not what systems undergo."""
    subject = verb.kid("nsubjpass")
    if subject is not None and subject.tag == "WDT":
        subject = find_first(verb).head
    if subject is None:
        return False
    kind, near = find_kind(subject, lexicon), series[0].head
    if near is not None and near.is_noun and find_kind(near, lexicon) == kind:
        return False  # 'are compared with records, collected by X and sold': which of the two?
    found = [[frame for frame, _ in frames.find("verb", each.lemma)] for each in series]
    kept = all(any(frame.predicate in KEEPING for frame in senses) for senses in found)
    done = all(any(kind in frame.when.get("object", {kind}) for frame in senses) for senses in found)
    return done and not kept


def join_verb(node: Node, tree: Tree, frames: Frames) -> None:
    """'shares and *reviews* badge records': right behind a verb and 'and', a verb in its form goes on with it."""
    noun, verb = node.head, tree.nodes[node.index - 2]
    if noun is None or noun.dep not in {"dobj", "conj"} or noun.head is not verb or verb.index > node.index:
        return
    form = node.text.lower()
    helped = any(kid.tag in {"MD", "TO"} or kid.lemma == "do" for kid in find_first(verb).kids("aux"))
    bare = verb.tag == "VB" and helped and node.tag in {"NN", "VB"} and bool(frames.find("verb", form))
    if tree.nodes[node.index - 1].tag == "CC" and (bare or verb.tag == node.tag == "VBZ"):
        node.tag, node.lemma = verb.tag, form if bare else node.lemma
        node.move(verb, "conj", "repair:series")
        noun.move(node, "dobj", "repair:series")
