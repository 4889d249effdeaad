"""Trees without a main verb in, the same with the verb that the parser took for a modifier of its object out."""

from __future__ import annotations

from operator import attrgetter

from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.phrases import works_by
from graphkit.language.repairs.lemmas import find_lemma
from graphkit.language.tree import Node, Tree
from graphkit.ontology.frames import Frames

_INDEX = attrgetter("index")
#: Labels of what follows a verb.
_BEHIND = frozenset({"npadvmod", "dobj", "prep", "advcl", "advmod", "punct"})
_DEFINITE = frozenset({"the", "a", "an", "this", "that", "its", "their"})
#: What a sentence may tell the deeds of.
_ACTING = {"Organization", "OrganizationalUnit", "Role", "System"}


def retag_bare(auxiliary: Node, frames: Frames) -> None:
    """'may *trial* X', 'does not *shred* Y': what a modal or 'do' with a subject belongs to is a bare verb."""
    node = auxiliary.head
    if node is None or (auxiliary.tag != "MD" and auxiliary.lemma != "do"):
        return
    if node.tag in {"VB", "MD"} or node.kid("nsubj") is None or node.kids("auxpass", "cop", "attr", "acomp"):
        return
    form = node.text.lower()
    if node.name is None and frames.find("verb", form):
        node.tag, node.lemma = "VB", form


def retag_adverb(node: Node, frames: Frames) -> None:
    """'take the fingerprints and *forward* the file to X': no adverb stands behind "and" and before an article."""
    verb, thing = node.head, node.kid("pobj", "dobj")
    if verb is None or not verb.is_verb or thing is None or not thing.kids("det", "poss") or thing.index < node.index:
        return
    joint = next((kid for kid in verb.subtree() if kid.dep == "cc" and kid.index == node.index - 1), None)
    if joint is None or not frames.find("verb", node.lemma):
        return
    for phrase in [kid for kid in verb.kids("prep", "dative") if kid.index > thing.index]:
        phrase.move(node, "prep", "repair:series")
    joint.move(verb, "cc", "repair:series")
    thing.relabel("dobj")
    node.tag = verb.tag if verb.tag != "VBG" else "VB"
    node.relabel("conj", "repair:series")


def retag_root(node: Node, frames: Frames) -> None:
    """'The Act and the Code *permit* X.': what has several subjects and an object is their verb."""
    subject, thing = node.kid("nsubj"), node.kid("dobj")
    if subject is None or thing is None or not subject.index < node.index < thing.index or node.kids("aux", "det"):
        return
    if subject.kids("conj") and frames.find("verb", node.text.lower()):
        node.tag, node.lemma = "VBP", node.text.lower()
    elif node.tag == "NNS" and subject.tag in {"NN", "NNP"} and not subject.has("conj"):
        lemma = find_lemma(node.text.lower(), frames)  # 'The contractor, Lumenor, *copies* the files.'
        node.tag, node.lemma = ("VBZ", lemma) if lemma else (node.tag, node.lemma)


def raise_swallowed(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'the agencies we spoke with *report* using X': what a stranded preposition seems to govern is the main verb.

    So it is where the sentence has no other, and no article stands before it.
    """
    stranded, root = node.head, tree.root
    clause = stranded.head if stranded is not None else None
    if clause is None or clause.dep != "relcl" or clause.head is not root or root.tag != "NNS" or stranded is None:
        return
    if stranded.index + 1 != node.index or node.index + 1 >= len(tree.nodes) or not clause.has("nsubj"):
        return
    behind = tree.nodes[node.index + 1]
    if behind.tag != "VBG" or lexicon.find_governor(node.lemma, "verb") is None:
        return
    node.tag = "VBP"
    tree.raise_root(node)
    root.move(node, "nsubj", "repair:verb")
    behind.move(node, "xcomp", "repair:verb")


def join_passive(node: Node, tree: Tree) -> None:
    """'will be *photocopied* by X': behind 'be', a participle with who acts is the verb, and 'be' its auxiliary.

    So is one behind an aside: 'is not, by itself, *used* to do X'.
    """
    be = node.head
    if be is not None and node.dep == "advcl":  # 'is advisory and *is* not, by itself, used'
        be = next((kid for kid in be.kids("conj") if kid.lemma == "be" and kid.index < node.index), be)
    if be is None or be.lemma != "be":
        return
    if node.kid("agent") is not None if node.dep == "acomp" else _is_behind_aside(node, be, tree):
        _take_over(node, be, tree)


def _is_behind_aside(node: Node, be: Node, tree: Tree) -> bool:
    """Whether nothing but an aside in commas stands between 'be', or what denies it, and a participle."""
    between = tree.nodes[be.index + 1 : node.index]
    aside = [other for other in between if other.dep not in {"neg", "advmod"}]
    if len(aside) < 3 or aside[0].text != "," or aside[-1].text != "," or aside[-1] is not between[-1]:
        return False
    return not be.kids("acomp", "attr", "dobj", "expl") and not node.kids("mark", "nsubj", "nsubjpass", "aux")


def join_inverted(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'*Nor are* the images *shared*', 'at no time is', 'only then is': 'be' before its subject is an auxiliary."""
    noun = _find_inverted_subject(node)
    be = noun.head if noun is not None else None
    if noun is None or be is None or not be.index < noun.index < node.index or be.kids("expl"):
        return
    opener = _find_opener(be, tree, lexicon)
    subjects = [kid for kid in be.kids("nsubj") if kid.index < be.index and not kid.is_verb and kid is not opener]
    if opener is None or subjects or be.kids("aux", "acomp"):
        return
    noun.relabel("nsubj")
    node.move(be, "acomp", "repair:inverted")
    for clause in [kid for kid in be.kids("nsubj", "csubj", "advcl") if kid.is_verb and kid.index < be.index]:
        clause.relabel("advcl")  # 'only *where both agree* is a report sent'
        for word in [kid for kid in be.kids("nsubj", "advmod") if opener.index < kid.index < clause.index]:
            word.move(clause, word.dep, "repair:inverted")
    if opener.lemma in {"nor", "neither"}:
        opener.move(node, "neg", "repair:inverted")
    _take_over(node, be, tree)


def _find_inverted_subject(participle: Node) -> Node | None:
    """The subject behind 'be' that a participle closes, however deep it hangs: 'nor is the name of X *shared*'."""
    noun = participle.head
    while noun is not None and (noun.dep not in {"nsubj", "attr"} or noun.head is None or noun.head.lemma != "be"):
        noun = noun.head
    if noun is None:
        return None
    closing = [node for node in noun.subtree() if node.dep in {"acl", "xcomp"} and node.tag in {"VBN", "VBD"}]
    return noun if max(closing, key=_INDEX) is participle else None


def join_inverted_have(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'*In no case has* X *been shared*', 'nor *does* Y share': the helper before its subject is no main verb."""
    helper, subject = node.head, node.kid("nsubj", "nsubjpass")
    if helper is None or helper.lemma not in {"have", "do"} or subject is None or helper.kids("nsubj", "dobj", "aux"):
        return
    opener = _find_opener(helper, tree, lexicon)
    if opener is None or not helper.index < subject.index < node.index or node.kids("mark"):
        return
    if opener.lemma in {"nor", "neither"}:
        opener.move(node, "neg", "repair:inverted")
    _take_over(node, helper, tree, "aux")


def _find_opener(be: Node, tree: Tree, lexicon: Lexicon) -> Node | None:
    """The word at the start of a clause that has its subject stand behind the verb: 'nor', 'only', 'at *no* time'."""
    before = tree.nodes[be.index - 1] if be.index else be
    start = be.find_edges()[0].index
    words = [before, *tree.nodes[start : min(be.index, start + 2)]]
    turning = lexicon.negators | lexicon.rare | lexicon.restrictive
    return next((word for word in words if word.lemma in turning and word.index < be.index), None)


def _take_over(node: Node, be: Node, tree: Tree, dep: str = "auxpass") -> None:
    """Make a verb below its helper the main one, with all that hangs on the helper."""
    above, role = be.head, be.dep
    for kid in [kid for kid in be.children if kid is not node]:
        kid.move(node, "nsubjpass" if kid.dep == "nsubj" else kid.dep, "repair:passive")
    node.move(above, role, "repair:passive")
    if above is None:
        tree.root = node
    be.move(node, dep, "repair:passive")


def close_passive(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'images are *in some cases shared* with X': the participle is of the sentence, and not of 'cases'."""
    noun = node.head
    preposition = noun.head if noun is not None else None
    if noun is not None and tree.nodes[node.index - 1].text == ",":
        return _close_behind_aside(node, noun, tree)
    if noun is None or preposition is None or noun.lemma not in lexicon.constructions.occasions:
        return
    be, told = tree.nodes[preposition.index - 1], {kid.lemma for kid in noun.kids("det", "amod", "poss")}
    if not told or not told.isdisjoint(_DEFINITE):
        return  # 'the images are in *the case* examined by X'
    if noun.dep != "pobj" or noun.index + 1 != node.index or be.lemma != "be" or be.kids("attr", "acomp"):
        return
    if be.has("nsubj") and preposition.head in {be, be.kid("nsubj")}:
        node.move(be, "acomp", "repair:passive")  # from below its own phrase, before both hang on it
        preposition.move(be, "prep", "repair:passive")
        _take_over(node, be, tree)


def _close_behind_aside(node: Node, noun: Node, tree: Tree) -> None:
    """'was, according to X staff, *purged*', 'are, in most cases, *stored*': of the sentence, and not of the staff."""
    outer: Node | None = noun
    while outer is not None and outer.dep in {"pobj", "prep", "pcomp", "conj", "nmod", "compound", "poss"}:
        above = outer.head
        if above is not None and above.lemma == "be" and _is_behind_aside(node, above, tree) and above.has("nsubj"):
            node.move(above, "acomp", "repair:passive")
            return _take_over(node, above, tree)
        outer = above


def free_subject_of_passive(node: Node) -> None:
    """'*details* are in no case *disclosed*': the subject that hangs on an auxiliary is of the verb."""
    verb = node.head
    if verb is None or verb.has("nsubj", "nsubjpass", "csubj", "expl"):
        return
    for kid in list(node.children):
        kid.move(verb, "nsubjpass" if kid.dep == "nsubj" else kid.dep, "repair:passive")


def raise_having(node: Node, tree: Tree) -> None:
    """'has *roaming agreements* with X': behind 'has' a form in -ing is no verb, but goes before what is had."""
    have, noun = node.kid("aux"), node.kid("dobj")
    if node.tag != "VBG" or have is None or have.lemma != "have" or noun is None or len(node.kids("aux")) > 1:
        return
    if not have.index < node.index < noun.index or node.kids("neg", "mark", "auxpass") or noun.kids("det", "poss"):
        return
    have.move(node.head, node.dep)
    if node.head is None:
        tree.root = have
    for kid in list(node.children):
        kid.move(have, kid.dep, "repair:having")
    node.move(noun, "amod", "repair:having")


def raise_verb(tree: Tree, lexicon: Lexicon, frames: Frames) -> None:
    """'The contractor *stores* travel records.', 'OFA *combined* the records.': a sentence without a verb has one.

    Taken for it is a form of a verb of the frames right behind somebody or a system; the head of the sentence, which
    the parser took it into, is the object, and no bare singular ('The agency records schedule.').
    """
    root = tree.root
    inner = next((kid for kid in root.kids("compound") if kid.tag in {"VBZ", "VBD"} and kid.has("nsubj")), None)
    if inner is not None:  # 'From the applicant, OFA *collects* name, address and income.'
        return _make_root(inner, inner.kids("nsubj")[0], tree)
    if not root.is_noun or tree.nodes[-1].text != "." or any(map(_is_finite, tree.nodes)):
        return
    for node in tree.nodes[1 : root.index]:
        subject = _find_doer(node, root, tree, lexicon)
        lemma = find_lemma(node.text.lower(), frames) if subject is not None else ""
        if subject is not None and lemma:
            past = node.text.endswith("ed")
            node.tag, node.lemma = "VBD" if past else "VBZ", lemma
            return _make_root(node, subject, tree)


def raise_plural(tree: Tree, lexicon: Lexicon, frames: Frames) -> None:
    """'OFA *partners* with Lumenor.': in a sentence without a verb, what seems a plural behind a name is one.

    A heading or list item ("Agency partners with a need to know") ends without a full stop, or names no one party.
    """
    root = tree.root
    if root.tag not in {"NNS", "NNPS"} or tree.nodes[-1].text != ".":
        return
    if any(_is_finite(node) and not node.is_infinitive for node in tree.nodes):
        return
    lemma = find_lemma(root.text.lower(), frames)
    subject = next((kid for kid in root.kids("compound", "nmod") if kid.index == root.index - 1), None)
    behind = [noun for kid in root.kids("prep") if kid.index == root.index + 1 for noun in kid.kids("pobj")]
    working = works_by(root)
    if working and subject is not None and root.has("det") and root.lemma in lexicon.constructions.working:
        behind, lemma = [subject], root.lemma  # 'A simulator *functions* by sending X'
    named = any(noun.name is not None or any(kid.text == "the" for kid in noun.kids("det")) for noun in behind)
    known = subject is not None and (subject.name is not None or _names_one(subject, root, lexicon) or working)
    named = named or working
    if lemma and subject is not None and known and named:
        root.tag, root.lemma = "VBZ", lemma
        for kid in root.kids("det"):
            kid.move(subject, "det", "repair:verb")
        subject.move(root, "nsubj", "repair:verb")


def raise_bare(tree: Tree, frames: Frames) -> None:
    """'OFA will *trial* badges.', 'OFA does not *authorise* fees.': what stands behind the modal, not its noun."""
    root = tree.root
    if not root.is_noun or root.has("auxpass", "cop"):
        return
    helpers = [kid for kid in root.kids("aux") if kid.tag == "MD" or kid.lemma == "do"]
    subject = root.kid("nsubj")
    if not helpers or subject is None:
        return
    place = helpers[-1].index + 1
    while tree.nodes[place] in root.kids("neg", "advmod"):
        place += 1
    verb = tree.nodes[place]
    if verb is not root and verb.name is None and frames.find("verb", verb.text.lower()):
        verb.tag, verb.lemma = "VB", verb.text.lower()
        _make_root(verb, subject, tree)
        for kid in [kid for kid in root.children if kid.index < verb.index]:
            kid.move(verb, kid.dep, "repair:verb")


def restore_plural(tree: Tree) -> None:
    """'*Records requests* under the Act, are handled by X': a plural goes with no singular, and the verb is behind.

    What seems the verb has no object, and is the noun of a compound.
    """
    root = tree.root
    subject, verb = root.kid("nsubj"), root.kid("conj")
    if root.tag != "VBZ" or subject is None or verb is None or root.has("dobj", "cc", "aux", "xcomp", "ccomp"):
        return
    plural = subject.tag in {"NNS", "NNPS"} and subject.name is None and subject.index + 1 == root.index
    helpers = [kid.text.lower() for kid in verb.kids("aux", "auxpass")]
    if not plural or verb.has("nsubj", "nsubjpass") or not helpers or helpers[0] not in {"are", "were", "have"}:
        return
    tree.raise_root(verb, "repair:verb")
    root.tag, root.lemma = "NNS", root.text.lower().removesuffix("s")
    root.move(verb, "nsubjpass" if verb.is_passive else "nsubj", "repair:verb")
    subject.move(root, "compound", "repair:verb")


def raise_listed(tree: Tree, frames: Frames) -> None:
    """'The Act, the Code, and the Order *authorize* X.': what seems the last member of a row is the verb behind it.

    Behind 'or' it agrees with the last of them: 'The director or a deputy *reviews* each request.'
    """
    root = tree.root
    if not root.has("conj") or not root.is_noun:
        return
    forms = {"VBP", "VBZ"} if any(kid.lemma == "or" for kid in root.kids("cc")) else {"VBP"}
    verb = next((node for node in tree.nodes if node.tag in forms and node.dep == "conj"), None) or _find_plain(root)
    if verb is None or verb.head is None or not verb.head.is_noun or not frames.find("verb", verb.lemma):
        return
    last, linked = tree.nodes[verb.index - 1], any(node.dep == "cc" for node in tree.nodes[: verb.index])
    row = last.head is verb and last.dep in {"compound", "nmod"} and linked
    if not row or verb.kids("nsubj", "nsubjpass") or any(_is_finite(node) for node in tree.nodes[: verb.index]):
        return
    last.move(verb.head, "conj", "repair:verb")
    for word in [kid for kid in verb.children if kid.index < last.index]:
        word.move(last, word.dep, "repair:verb")
    tree.raise_root(verb, "repair:verb")
    root.move(verb, "nsubj", "repair:verb")
    for thing in [kid for kid in root.children if kid.index > verb.index and kid.dep in _BEHIND]:
        thing.move(verb, "dobj" if thing.dep == "npadvmod" and not verb.has("dobj") else thing.dep, "repair:verb")


def _find_plain(root: Node) -> Node | None:
    """'A clerk and an analyst *review* each file': what has an article behind it is no noun."""
    verb = next((kid for kid in root.kids("conj") if kid.tag == "NN" and kid.has("compound")), None)
    thing = next((kid for kid in root.kids("npadvmod") if verb is not None and kid.has("det")), None)
    if verb is None or thing is None or thing.find_edges()[0].index != verb.index + 1:
        return None
    verb.tag = "VBP"
    return verb


def raise_explained(tree: Tree) -> None:
    """'X is run *by Y, the agency for Z*': what explains the last name of a clause is no head of the sentence."""
    root = tree.root
    clause = next((kid for kid in root.kids("ccomp") if kid.index < root.index and kid.has("nsubj", "nsubjpass")), None)
    first = min((root, *root.kids("det", "amod", "compound", "nummod")), key=_INDEX)
    if clause is None or not _is_finite(clause) or first.index < 2 or tree.nodes[first.index - 1].text != ",":
        return
    noun = tree.nodes[first.index - 2]
    if noun.dep == "pobj" and noun.is_noun and noun.is_within(clause):
        tree.raise_root(clause, "repair:verb")
        root.move(noun, "appos", "repair:verb")


def raise_behind_relative(tree: Tree, frames: Frames) -> None:
    """'Analysts who receive training *review* each match.': the relative clause has an object too many.

    What seems the head of its first object is the main verb, if it agrees with the noun of the sentence.
    """
    root = tree.root
    relative = root.kid("relcl")
    if relative is None or not root.is_noun or root.name is not None:
        return
    things = relative.kids("dobj", "appos")
    verb = next((kid for kid in things if kid.kid("compound") is not None), None)
    thing = next((kid for kid in things if verb is not None and kid.index > verb.index and kid.kid("det")), None)
    if verb is None or thing is None or thing.find_edges()[0].index != verb.index + 1:
        return
    word, plural = verb.text.lower(), root.tag == "NNS"
    lemma = word if plural else find_lemma(word, frames)
    if verb.tag != ("NN" if plural else "NNS") or not frames.find("verb", lemma):
        return
    noun = tree.nodes[verb.index - 1]
    for kid in verb.children[:]:
        if kid is not noun and kid.index < noun.index:
            kid.move(noun, kid.dep, "repair:verb")
    noun.move(relative, "dobj", "repair:verb")
    verb.tag, verb.lemma = "VBP" if plural else "VBZ", lemma
    tree.raise_root(verb, "repair:verb")
    root.move(verb, "nsubj", "repair:verb")
    for kid in [kid for kid in relative.children if kid.index > verb.index]:
        kid.move(verb, "dobj" if kid is thing else kid.dep, "repair:verb")
    for mark in root.kids("punct"):
        if mark.index > verb.index:
            mark.move(verb, "punct", "repair:verb")


def _names_one(noun: Node, root: Node, lexicon: Lexicon) -> bool:
    """'*The agency* contracts with X.': one body, and nothing else before what seems a plural."""
    before = [kid for kid in root.children if kid.index < root.index]
    alone = len(before) == 2 and before[0].lemma == "the" and before[1] is noun
    return alone and noun.tag == "NN" and lexicon.kind_of(noun.lemma) in _ACTING


def _find_doer(node: Node, root: Node, tree: Tree, lexicon: Lexicon) -> Node | None:
    """Who does what a form in the place of a modifier says: the singular right before it, if it can act."""
    subject = tree.nodes[node.index - 1]
    past = node.tag in {"VBN", "VBD"} and node.text.endswith("ed")
    present = node.tag in {"NNS", "VBZ"} and node.dep == "compound" and node.name is None
    kind = find_kind(subject, lexicon)
    bare = root.tag not in {"NNS", "NNPS"}  # 'The agency records schedule.'
    if bare or not (past or present) or kind not in _ACTING or subject.tag not in {"NN", "NNP"}:
        return None
    return subject


def _is_finite(node: Node) -> bool:
    return node.tag == "MD" or (node.is_verb and node.dep not in {"amod", "compound", "nmod"})


def _make_root(verb: Node, subject: Node, tree: Tree) -> None:
    """Hang a sentence under a verb: what stands before it on its subject, its old head below it as the object."""
    root = tree.root
    tree.raise_root(verb, "repair:verb")
    subject.move(verb, "nsubj", "repair:verb")
    for word in tree.nodes[: subject.index]:
        if word.head is not None and word.head.index >= verb.index:
            word.move(subject, word.dep, "repair:verb")
    root.move(verb, "dobj", "repair:verb")
    for word in root.kids("punct", "npadvmod"):
        word.move(verb, word.dep, "repair:verb")
