"""Trees in, the same with verbs that the parser took for nouns read as verbs out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress, pairwise
from operator import attrgetter

from graphkit.language.lexicon import Lexicon
from graphkit.language.repairs.lemmas import find_lemma
from graphkit.language.tree import Node, Tree, find_clause
from graphkit.ontology.frames import Frames

_SHORTEST_ROW = 3  # verbs: two nouns in -s behind a name are too often just that
#: Behind what a row goes on, and the verb that may open one.
_LINKS = {",", "and", "or"}
_FINITE = {"VB", "VBP", "VBZ"}
_IN_S = {"NNS", "VBZ"}
_TAG = attrgetter("tag")
#: Kinds of nouns that stand before another: "audit logs", "record keeping".
_NAMING = frozenset({"Activity", "DataCategory", "Document", "Policy"})
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
        behind = tree.nodes[min(node.index + 1, len(tree.nodes) - 1)]
        if subject.tag not in {"NNP", "NN"} or (node.tag == "VBZ" and behind.text != ","):
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


def free_before_article(node: Node, tree: Tree, frames: Frames) -> None:
    """'makes a copy from each photo and *stores the* copies': behind a noun stands no article."""
    if node.index + 2 >= len(tree.nodes) or node.has("det", "amod", "compound", "poss", "prep", "conj"):
        return
    article, verb = tree.nodes[node.index + 1], find_clause(node)
    thing = article.head
    if article.tag not in {"DT", "PRP$"} or article.dep not in {"det", "poss"} or thing is None or not thing.is_noun:
        return
    lemma = find_lemma(node.text.lower(), frames)
    link = tree.nodes[node.index - 1]
    if verb is None or verb.tag != "VBZ" or link.dep != "cc" or not lemma or thing.dep in {"nsubj", "nsubjpass"}:
        return
    if node.is_within(thing):
        return
    _go_on_with(node, lemma, verb, [link], thing)


def free_before_pronoun(node: Node, tree: Tree, frames: Frames) -> None:
    """'extracts the data and *stores it* in X': what a pronoun follows as its object is no noun, but the next verb."""
    thing = tree.nodes[node.index + 1] if node.index + 1 < len(tree.nodes) else node
    noun = node.head
    if thing.text not in {"it", "them"} or thing.dep in {"nsubj", "nsubjpass"} or noun is None:
        return
    verb = noun.head if noun.dep == "dobj" else noun.head.head if noun.dep == "pobj" and noun.head is not None else None
    if verb is None or verb.tag != "VBZ":
        return
    lemma = find_lemma(node.text.lower(), frames)
    if not lemma or node.has("det", "amod", "compound", "poss"):
        return
    _go_on_with(node, lemma, verb, noun.kids("cc"), thing)
    for kid in [kid for kid in noun.kids("prep") if kid.index > thing.index]:
        kid.move(node, "prep", "repair:verb")


def restore_uses(node: Node) -> None:
    """'revises two routine *uses* to conform to X': an adjective is no subject of the plural behind it."""
    quality, verb = node.kid("nsubj"), node.head
    if verb is None or quality is None or quality.tag != "JJ" or quality.index + 1 != node.index:
        return
    for kid in [kid for kid in quality.children if kid.index < quality.index]:
        kid.move(node, kid.dep, "repair:noun")
    quality.relabel("amod", "repair:noun")
    for clause in [kid for kid in node.kids("xcomp") if kid.is_infinitive]:
        clause.move(verb, "advcl", "repair:noun")


def free_asked(node: Node, tree: Tree, frames: Frames) -> None:
    """'describe *how often* its staff *query* databases': behind such a question stands a clause, and so a verb.

    The bare form between a plural and the noun at the end is one where the frames know it for a verb.
    """
    thing = node.head
    words = thing.kids("compound") if thing is not None else []
    form = next((word for word in words if thing is not None and word.index == thing.index - 1), None)
    above = thing.head if thing is not None else None
    if thing is None or form is None or above is None or not above.is_verb or thing.name is not None:
        return
    who = next((kid for kid in (*form.kids("compound"), *words) if kid.index == form.index - 1), None)
    if not any(kid.tag == "WRB" for kid in node.kids("advmod")) or node.index > form.index or who is None:
        return
    if who.tag != "NNS" or form.tag not in {"NN", "VBP", "VB"} or not frames.find("verb", form.lemma):
        return
    form.tag = "VBP"
    form.move(above, "ccomp", "repair:verb")
    for kid in [kid for kid in thing.children if kid.index < who.index and kid is not node]:
        kid.move(who, kid.dep, "repair:verb")
    who.move(form, "nsubj", "repair:verb")
    node.move(form, "advmod", "repair:verb")
    thing.move(form, "dobj", "repair:verb")


def free_bare(node: Node, tree: Tree, lexicon: Lexicon, frames: Frames) -> None:
    """'clerks review files and *delete images*': right behind 'and' a bare verb is no word before the next noun."""
    thing = node.head
    first = thing.head if thing is not None and thing.dep == "conj" else None
    verb = first.head if first is not None and first.dep == "dobj" else None
    link = tree.nodes[node.index - 1]
    if thing is None or first is None or verb is None or link.tag != "CC" or link.text.lower() not in {"and", "or"}:
        return
    word = node.text.lower()
    if verb.tag not in {"VB", "VBP"} or node.index + 1 != thing.index or thing.name is not None:
        return
    if not frames.find("verb", word) or frames.find("noun", word) or lexicon.kind_of(word) in _NAMING:
        return
    _go_on_with(node, word, verb, (link,), thing)


def _go_on_with(node: Node, lemma: str, verb: Node, links: Iterable[Node], thing: Node) -> None:
    """Have a word be the next verb behind another: with the links before it, its object, and what follows that."""
    node.tag, node.lemma = verb.tag, lemma
    for link in links:
        link.move(verb, "cc", "repair:verb")
    node.move(verb, "conj", "repair:verb")
    thing.move(node, "dobj", "repair:verb")
    for kid in [kid for kid in verb.kids("prep", "advmod", "npadvmod", "advcl") if kid.index > thing.index]:
        kid.move(node, kid.dep, "repair:verb")
