"""A noun node in, its mentions out: what it stands for, each of several coordinated things on its own."""

from __future__ import annotations

import re

from msgspec.structs import replace

from graphkit.language.cut_names import is_cut
from graphkit.language.kinds import find_kind
from graphkit.language.labels import read_head, read_labels
from graphkit.language.lexicon import Lexicon
from graphkit.language.naming import BRINGING, MODIFYING, find_apart, find_named
from graphkit.language.phrases import (
    DETERMINING,
    find_determiner,
    is_figure,
    is_narrowed,
    is_sort,
    list_counted,
    list_nouns,
    list_row,
)
from graphkit.language.time_words import load_time_words
from graphkit.language.tree import Node, Tree
from graphkit.model import ACTING, CUT, NARROWED, Mention, Thing
from graphkit.ontology.kinds import UNKNOWN

#: What says of a noun which thing it is; that which has none of it is called what it is.
_TELLING = frozenset({"amod", "compound", "nmod", "npadvmod", "nummod", "prep", "conj"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: Labels of what can say what a head is of.
_COMPLETING = frozenset({"prep", "conj"})
#: What belongs to a mention before its head.
_BEFORE = frozenset({"compound", "amod", "nmod", "poss", "det", "nummod"})
#: 'Harbour Portal (the Portal) administrators': what something is called is no part of another name
_CALLED = re.compile(r"\s\((?:the |[“\"‘'])[^()]*\)")


def read_noun(node: Node, tree: Tree, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The mentions that one head noun makes: more than one for coordinated modifiers ('state or local agencies')."""
    mentions = _read_noun(node, tree, lexicon)
    kind = UNKNOWN if _is_power(node, lexicon) else "Document" if _is_portion(node, lexicon) else ""
    if not kind:
        return mentions
    return tuple(replace(each, thing=Thing(kind, each.thing.label, each.thing.names)) for each in mentions)


def _is_portion(node: Node, lexicon: Lexicon) -> bool:
    """'*the following sections*' are of the document, 'the licensing section' is a unit."""
    common = node.name is None and node.lemma in lexicon.constructions.portions and node.text.islower()
    return common and node.has("det") and not node.has("compound", "nmod", "poss")


def _is_power(node: Node, lexicon: Lexicon) -> bool:
    """'the *authority* conferred by the Act', 'the authority to fine': no body, but what a body has."""
    words = lexicon.constructions
    if node.lemma not in words.powers or node.name is not None or not node.text.islower():
        return False
    given = any(kid.lemma in words.conferring or kid.is_infinitive for kid in node.kids("acl"))
    lawful = (law for kid in node.kids("prep") if kid.lemma in words.legal for law in kid.kids("pobj"))
    return given or any(find_kind(law, lexicon) == "Policy" for law in lawful)


def _read_noun(node: Node, tree: Tree, lexicon: Lexicon) -> tuple[Mention, ...]:
    labels = node.labels
    if node.name is not None or not labels.isdisjoint(BRINGING):
        named = find_named(node, tree, lexicon)
        if named is not None:
            return (_mention(node, tree, named, lexicon),)
    if node.tag == "CD" and (node.dep in _SUBJECTS or any(kid.lemma == "of" for kid in node.kids("prep"))):
        return (_mention(node, tree, _read_part(node, tree, lexicon), lexicon),)
    if labels.isdisjoint(_TELLING) and node.dep != "conj":
        label = _drop_called(read_head(node, tree, lexicon))
        return (_mention(node, tree, Thing(lexicon.kind_of_head(node.lemma, label), label), lexicon),)
    return _read_told(node, tree, lexicon)


def _read_part(node: Node, tree: Tree, lexicon: Lexicon) -> Thing:
    """'*two of the agencies*' are so called, whichever they are; '*twenty* reported X' tells nothing of them."""
    inner = next((kid.kid("pobj") for kid in node.kids("prep") if kid.lemma == "of"), None)
    if inner is None or inner.tag not in {"NNS", "NNPS"} or inner.name is not None or inner.has("conj"):
        return Thing("Thing", node.text, (), True)
    whole = read_noun(inner, tree, lexicon)[0].thing
    return Thing(whole.kind, f"{node.text.lower()} of the {whole.label}")


def _read_told(node: Node, tree: Tree, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The mentions of a noun without a name, with words that tell which thing it is."""
    apart = find_apart(node) if not node.labels.isdisjoint(MODIFYING) else None
    completed = node.dep == "conj" or not node.labels.isdisjoint(_COMPLETING)
    tail = _read_complement(node, tree, lexicon) if completed else ""
    labels = read_labels(node, tree, lexicon, apart)
    if tail:
        labels = [label + tail for label in labels]
    labels = list(map(_drop_called, labels))
    if (node.lemma in lexicon.counting and is_figure(node, lexicon)) or is_sort(node, lexicon):
        counted = [noun for kid in node.kids("prep") for noun in list_counted(kid, lexicon)]
        counts = [mention.thing.label for noun in counted for mention in read_noun(noun, tree, lexicon)]
        head = labels[0].removesuffix(tail)  # 'the amount of the fine' has its tail already
        return tuple([_mention(node, tree, Thing("DataCategory", f"{head} of {each}"), lexicon) for each in counts])
    kind = lexicon.kind_of(node.lemma, labels[0]) if tail else lexicon.kind_of_head(node.lemma, labels[0])
    if kind == UNKNOWN:
        if node.name is not None:
            kind = node.name.thing.kind
        elif not node.labels.isdisjoint(MODIFYING):
            kind = _find_kind_before(node, lexicon)
    if apart is not None and apart.name is not None:
        own = [] if apart.has("conj") else labels
        named = [_mention(node, tree, Thing(kind, label), lexicon) for label in own]
        return (_mention(apart, tree, apart.name.thing, lexicon), *named)
    whole = _read_office(node, tree, lexicon) if tail and len(labels) == 1 else ""
    if whole:
        labels = [whole]
    elif tail and len(labels) == 1:  # 'the requirements *of A and B*': those of A, and those of B
        head = labels[0].removesuffix(tail)
        labels += [f"{head} of {other}" for other in _list_further(node, lexicon)]
    return tuple([_mention(node, tree, Thing(kind, label), lexicon) for label in labels])


def _drop_called(label: str) -> str:
    return _CALLED.sub("", label) if "(" in label else label


def rename(mention: Mention, thing: Thing, how: str) -> Mention:
    """The mention, known to stand for `thing`."""
    return replace(mention, thing=thing, how=(*mention.how, how))


def _mention(node: Node, tree: Tree, thing: Thing, lexicon: Lexicon) -> Mention:
    start, end, determiner = node.start, node.end, ""
    if not node.labels.isdisjoint(_BEFORE):
        for kid in node.children:
            if kid.dep in _BEFORE:
                if kid.start < start:
                    start = kid.start
                break
    if not node.labels.isdisjoint(DETERMINING):
        determiner = find_determiner(node)
    how = (*node.how, CUT) if is_cut(node, tree, thing, lexicon) else node.how
    if ("relcl" in node.labels or node.dep == "pobj") and is_narrowed(node):
        how = (*how, NARROWED)
    return Mention(thing, tree.text[start:end], start, end, node.lemma, determiner, how)


def _find_kind_before(node: Node, lexicon: Lexicon) -> str:
    """What stands before a number or a country tells the kind: 'contract 70T04', 'Meridian Analytics Ireland'."""
    modifiers = node.kids(*MODIFYING)
    if any(character.isdigit() for character in node.text):
        return lexicon.kind_of(modifiers[-1].lemma) if modifiers[-1].name is None else UNKNOWN
    name = modifiers[0].name
    placed = node.text in lexicon.kinds.words["places"] and name is not None and name.thing.kind == "Organization"
    return "Organization" if placed else UNKNOWN


def _read_complement(node: Node, tree: Tree, lexicon: Lexicon) -> str:
    """' of match', ' to letter' for a head that says little alone ('result', 'reference'), else ''."""
    wanted = {"of"} if node.lemma in lexicon.relational or _is_office(node, lexicon) else set()
    shared = _list_of_deeds(node, lexicon)
    if shared:
        wanted.add("of")
    if node.lemma in lexicon.constructions.directed:
        wanted.add("to")
    if not wanted:
        return ""
    for preposition in node.kids("prep") or shared or _list_of_second(node, lexicon):
        inner = preposition.kid("pobj") if preposition.lemma in wanted else None
        if inner is not None and inner.lemma in load_time_words().months:
            continue  # 'your request *of 9 May*' is a request
        if inner is not None and inner.is_noun and inner.tag != "PRP":
            nouns = list_nouns(inner, lexicon)
            mention = read_noun(nouns[0], tree, lexicon)[0]
            if preposition.lemma == "to" and mention.thing.kind in ACTING:
                return ""  # 'proposed changes to the court'
            return f" {preposition.lemma} {mention.thing.label}"
    return ""


def _list_of_second(node: Node, lexicon: Lexicon) -> list[Node]:
    """'the *identity* and number *of shares*': the prepositions of a second noun behind the first."""
    near = [kid for kid in node.kids("conj") if kid.index == node.index + 2 and kid.lemma in lexicon.relational]
    return [inner for kid in near for inner in kid.kids("prep")]


def _list_of_deeds(node: Node, lexicon: Lexicon) -> list[Node]:
    """'the collection, *use* and disposal *of data*': what stands behind the last of several deeds is of all."""
    members = list_row(node)
    shared = [kid for member in members for kid in member.kids("prep") if kid.lemma == "of"]
    if len(members) < 2 or len(shared) != 1 or shared[0].index != max(member.index for member in members) + 1:
        return []
    return shared if all(_is_bare_deed(member, members[0], lexicon) for member in members) else []


def _is_bare_deed(member: Node, first: Node, lexicon: Lexicon) -> bool:
    """Whether a noun names a deed and nothing says which, but an article before the first of several."""
    own = {"amod", "compound", "nmod"} if member is first else {"det", "poss", "amod", "compound", "nmod"}
    return member.name is None and lexicon.kind_of(member.lemma) == "Activity" and member.labels.isdisjoint(own)


def _is_office(node: Node, lexicon: Lexicon) -> bool:
    """'the *Office* of General Counsel', 'the *State* of X': what is written in capitals is named by what it is of."""
    if node.name is not None or not node.text[:1].isupper():
        return False
    if node.lemma in lexicon.self_reference:
        return True
    behind = (noun for kid in node.kids("prep") if kid.lemma == "of" for noun in kid.kids("pobj"))
    return node.tag == "NNP" and any(noun.tag == "NNP" for noun in behind)


def _read_office(node: Node, tree: Tree, lexicon: Lexicon) -> str:
    """'the *Office of Enforcement and Security*': one office, by the singular and the capitals; else ''."""
    if node.tag not in {"NNP", "NN"} or not _is_office(node, lexicon):
        return ""
    inner = next((kid.kid("pobj") for kid in node.kids("prep") if kid.lemma == "of"), None)
    row = list_row(inner) if inner is not None else []
    if len(row) < 2 or any(not member.text[:1].isupper() or member.has("det", "poss") for member in row):
        return ""
    return " ".join(tree.text[node.start : max(member.end for member in row)].split())


def _list_further(node: Node, lexicon: Lexicon) -> list[str]:
    """The names that go on what a noun is of: in 'the requirements of A, B and C' B and C."""
    inner = next((kid.kid("pobj") for kid in node.kids("prep") if kid.lemma == "of"), None)
    if inner is None or inner.name is None:
        return []
    members = list_nouns(inner, lexicon)
    return [member.name.thing.label for member in members[1:] if member.name is not None]
