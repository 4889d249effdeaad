"""Trees in, the same with verbs that the parser took for nouns read as verbs, and lists left loose hung up, out."""

from __future__ import annotations

from itertools import compress, pairwise
from operator import attrgetter

from graphkit.language.repairs.lemmas import find_lemma
from graphkit.language.tree import Node, Tree
from graphkit.ontology.frames import Frames

_SHORTEST_ROW = 3  # verbs: two nouns in -s behind a name are too often just that
#: Behind what a row goes on, and the verb that may open one.
_LINKS = {",", "and", "or"}
_FINITE = {"VB", "VBP", "VBZ"}
_IN_S = {"NNS", "VBZ"}
_TAG = attrgetter("tag")
_BEFORE = {"det", "amod", "nmod", "poss", "nummod"}


def retag_verb(node: Node, frames: Frames) -> None:
    """'The board *approved* the rules', 'the board *submitted* revised rules': a noun in -ed with an object is a verb.

    Only a form of a verb that the frames know is taken for one; what stands right before it is who acts.
    """
    if not node.text.lower().endswith("ed"):
        return
    lemma = find_lemma(node.text.lower(), frames)
    follower = node.head if node.dep == "nsubj" and node.head is not None else None
    takes = any(kid.index > node.index for kid in node.kids("dobj"))
    subject = node.kid("nsubj") or next((kid for kid in node.kids("compound") if kid.index == node.index - 1), None)
    if not lemma or subject is None:
        return
    if not takes and not (follower is not None and _yield_place(node, follower)):
        return
    node.tag, node.lemma = "VBD", lemma
    free_subject(node)


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
    node.move(participle.head, participle.dep, "repair:verb")
    for kid in list(participle.children):
        kid.move(node, kid.dep, "repair:verb")
    noun.move(node, "dobj", "repair:verb")
    participle.move(noun, "amod", "repair:verb")
    if gerund is not None:
        for kid in list(gerund.children):
            kid.move(noun if kid.dep == "nsubj" else node, "compound" if kid.dep == "nsubj" else kid.dep, "repair:verb")
        gerund.move(noun, "amod", "repair:verb")
    return True


def free_gerund(tree: Tree, frames: Frames) -> None:
    """'*Querying A*, X deletes B': a form in -ing before a noun and a comma at the start is no modifier; X queries."""
    node = tree.nodes[0]
    noun, form = node.head, node.text.lower()
    if node.dep not in {"compound", "amod"} or not form.endswith("ing") or noun is None:
        return
    verb, following = noun.head, noun.index + 1
    subject = verb.kids("nsubj", "nsubjpass")[-1:] if verb is not None and verb.is_verb else []
    lemma = find_lemma(form, frames)
    if verb is None or not lemma or not subject or subject[0].index < following or tree.nodes[following].text != ",":
        return
    node.tag, node.lemma = "VBG", lemma
    node.move(verb, "advcl", "repair:gerund")
    noun.move(node, "dobj", "repair:gerund")


def join_series(tree: Tree, frames: Frames) -> None:
    """'how X *collects, maintains, and shares* Y': verbs of a series that were taken for nouns, with their subject.

    A series is a row of at least three forms in -s of verbs that the frames know, of which the parser knew one for a
    verb, right behind a noun in the singular.
    """
    for node in compress(tree.nodes, map(_IN_S.__contains__, map(_TAG, tree.nodes))):
        subject = tree.nodes[node.index - 1]
        if subject.head is not node or subject.index > node.index or node.dep in {"det", "amod"}:
            continue
        if subject.tag not in {"NNP", "NN"} or (node.tag == "VBZ" and tree.nodes[node.index + 1].text != ","):
            continue
        row = _list_row(node, tree, frames)
        if len(row) < _SHORTEST_ROW or all(verb.tag == "VBZ" and verb.dep != "nsubj" for verb in row):
            continue
        places = sorted((verb for verb in row if verb.head not in row), key=lambda verb: verb.dep == "conj")
        place = places[0] if places else None
        if place is None or not any(verb.tag == "VBZ" for verb in row) or row[-1].dep in {"nsubj", "nsubjpass"}:
            continue  # 'X requests, files, and logs are deleted'
        asking = [kid for verb in row for kid in verb.children if kid.tag == "WRB" and kid.index < subject.index]
        if place is not node and not _take_place(node, place, tree, asked=bool(asking)):
            continue
        for before in [kid for kid in node.children if kid.index < subject.index and kid not in asking]:
            before.move(subject, before.dep, "repair:series")
        subject.move(node, "nsubj", "repair:series")
        for kid in asking:
            kid.move(node, "advmod", "repair:series")
        for verb in row:
            verb.tag = "VBZ"
            if verb is not node:
                verb.move(node, "conj", "repair:series")


def extend_series(tree: Tree, frames: Frames) -> None:
    """'may view, *copy, or comment* on X': what stands in a row right behind a verb without an object is a verb too.

    The last of the row has the object, and may be a verb that no frame knows; what follows it shows that it is one.
    """
    for head in compress(tree.nodes[:-1], map(_FINITE.__contains__, map(_TAG, tree.nodes))):
        if tree.nodes[head.index + 1].lemma not in _LINKS:
            continue
        row = _list_behind(head, tree, frames)
        if not row or any(head.is_within(node) for node in row):
            continue
        if all(node.is_verb for node in row):
            for node in row:
                if node.dep == "dep" and node.head is head:
                    node.relabel("conj", "repair:series")  # 'does not retain, *share*, store or use'
            continue
        for node in row:
            noun = node.head if node.dep in {"amod", "compound"} else None
            node.tag = head.tag
            node.move(head, "conj", "repair:series")
            if noun is not None and noun not in row:
                noun.move(node, "dobj", "repair:series")  # 'access and *correct* records'
                for kid in head.kids("prep", "advcl"):
                    if kid.index > noun.index:
                        kid.move(node, kid.dep, "repair:series")


def _list_behind(head: Node, tree: Tree, frames: Frames) -> list[Node]:
    """The words of a row behind a verb and a link, up to the one behind 'and'; none where they cannot be verbs."""
    row: list[Node] = []
    closing = False
    for node, following in pairwise(tree.nodes[head.index + 1 :]):
        if node.lemma in _LINKS:
            closing = closing or node.text != ","
            continue
        third = node.tag == "NNS" and node.text.endswith("s")
        fits = node.tag == head.tag or (third if head.tag == "VBZ" else node.tag in {"NN", "JJ", "VB", "VBP"})
        apart = node.dep in {"nsubj", "nsubjpass"} or following.tag in {"MD", "VBZ", "VBP", "VBD"}
        if not fits or apart or not node.text.islower():
            return []
        row.append(node)
        if closing:
            return row if following.tag[:2] not in {"CC", ".", "VB"} and following.lemma != "of" else []
        if (following.text != "," and following.tag != "CC") or not frames.find("verb", node.lemma):
            return []
    return []


def _list_row(first: Node, tree: Tree, frames: Frames) -> list[Node]:
    """The verbs of a row 'Xs, Ys, and Zs' that starts at a word; none where it is not closed."""
    row: list[Node] = []
    closing = False
    for node in tree.nodes[first.index :]:
        if node.lemma in _LINKS:
            closing = closing or node.text != ","
            continue
        if node.tag not in {"NNS", "VBZ"} or not node.text.islower() or not frames.find("verb", node.lemma):
            return []
        row.append(node)
        if closing:
            return row
    return []


def _take_place(node: Node, place: Node, tree: Tree, *, asked: bool) -> bool:
    """Hang a verb where another of its series hangs; whether that was possible."""
    above, dep = place.head, "pcomp" if place.dep == "pobj" else place.dep
    if above is None:
        tree.raise_root(node)
        return True
    if above.is_within(node):
        return False
    while asked and dep == "relcl" and not above.is_verb and above.head is not None:
        above = above.head  # 'explains to Z how X does': no clause of Z
    node.move(above, "ccomp" if asked and above.is_verb else dep, "repair:series")
    return True


def free_subject(node: Node) -> None:
    """'The contractor *emails the photographs*': a noun that a finite verb cannot be compounded with is its subject."""
    if node.tag not in {"VBZ", "VBD"} or node.name is not None or node.kids("nsubj", "nsubjpass", "expl", "aux"):
        return
    before = [kid for kid in node.kids("compound", "amod") if kid.index == node.index - 1]
    noun = next((kid for kid in before if kid.is_noun or (kid.tag == "JJ" and node.kids("det"))), None)
    if noun is not None:
        noun.tag = "NN" if noun.tag == "JJ" else noun.tag  # 'the *portal* displays the key'
        for kid in [kid for kid in node.kids("appos") if kid.index > node.index and not node.kids("dobj")][:1]:
            kid.relabel("dobj")
        for kid in [kid for kid in node.children if kid.index < noun.index and kid.dep in _BEFORE | {"compound"}]:
            kid.move(noun, kid.dep, "repair:verb")
        noun.move(node, "nsubj", "repair:verb")


def join_loose_objects(node: Node) -> None:
    """'keeps A, *B, C, and D*': nouns left loose behind an object and a comma, closed by 'and', go on with its list."""
    verb = node.head
    if verb is None or not verb.is_verb or not node.is_noun:
        return
    objects = [kid for kid in verb.kids("dobj") if kid.index < node.index]
    between = [kid for kid in verb.children if objects and objects[-1].index < kid.index < node.index]
    links = [kid for kid in between if kid.dep == "cc"]
    listed = any(kid.kid("cc") is not None or kid.kids("conj") for kid in (node, *node.kids("conj")))
    apart = node.dep == "conj" and node.has("prep")
    if not objects or not between or apart or not (listed or (node.dep == "conj" and links)):
        return
    if all(kid.text == "," or kid in links for kid in between):
        for kid in (*links, node):
            kid.move(objects[-1], "conj" if kid is node else "cc", "repair:list")


def restore_set_off(node: Node, tree: Tree) -> None:
    """'has used, and continues to use, *X*': what stands behind two commas is the object of both verbs before them."""
    verb = node.head
    if verb is None or not verb.is_verb or verb.has("dobj") or node.index < verb.index:
        return
    last, (first, _) = verb, node.find_edges()
    while last.dep == "xcomp" and last.head is not None:
        last = last.head
    earlier = last.head if last.dep == "conj" else None
    if earlier is None or not earlier.is_verb or earlier.has("dobj") or tree.nodes[earlier.index + 1].text != ",":
        return
    if first.index == verb.index + 2 and tree.nodes[verb.index + 1].text == ",":
        node.move(verb, "dobj", "repair:list")
        tree.nodes[verb.index + 1].move(verb, "punct", "repair:list")


def attach_gift(node: Node, frames: Frames) -> None:
    """'provided A as well as B *with a briefing*': the with-phrase behind the last recipient is what is given."""
    if node.head is None or node.head.dep != "conj":
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
