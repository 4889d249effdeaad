"""A noun node in, the name that tells which thing it stands for out: its own, or one beside it."""

from __future__ import annotations

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree
from graphkit.model import ACTING, BODIES, Thing

#: Labels of what can bring a name to a noun: what stands before it, and what tells how it is called.
BRINGING = frozenset({"compound", "nmod", "amod", "acl", "appos", "relcl"})
MODIFYING = frozenset({"compound", "nmod"})
#: Labels of what tells how a thing is called.
_GIVING = frozenset({"acl", "appos", "relcl"})
_SEVERAL = frozenset({"no", "any", "each", "every", "another"})
#: Letters that may be short for a sort of people as well as for a system.
_SHORTEST = 3
#: Kinds whose names may stand for themselves before a noun.
_APART = BODIES | {"System", "Program"}


def find_named(node: Node, tree: Tree, lexicon: Lexicon) -> Thing | None:
    """The named thing that a noun stands for, or None: 'the X application', 'software known as X', 'the firm (X)'."""
    if node.name is not None:
        return None if _narrows(node, lexicon) else _name_office(node, tree, node.name.thing)
    before = _find_name_before(node, lexicon)
    if before is not None and "appos" in node.labels:
        close = next((kid for kid in node.kids("appos") if kid.name is not None and kid.start - node.end == 1), None)
        if close is not None and close.name is not None and close.name.thing.kind == before.kind:
            return close.name.thing  # 'the Dutch company *Sita Networks*'
    if before is not None or node.labels.isdisjoint(_GIVING):
        return before
    given = _find_given_name(node, lexicon) if "acl" in node.labels else None
    return given or _find_apposed_name(node, lexicon)


def find_apart(node: Node) -> Node | None:
    """'manage X and agency access': the name before the head that is coordinated and stands for itself, or None."""
    for kid in node.children:
        if kid.name is not None and kid.dep in MODIFYING and kid.name.thing.kind in _APART:
            if not kid.has("cc") or node.has("conj"):
                return None
            shared = any(other.name is not None and other.name.thing.kind in _APART for other in kid.kids("conj"))
            return None if shared else kid  # 'OFA and DPE staff': the staff of both
    return None


def _narrows(node: Node, lexicon: Lexicon) -> bool:
    """'payee TIN', 'random IDs', 'the plate search API': before the short form of a sort stands which of them."""
    if node.name is None:
        return False
    term = is_term(node.name.thing)
    if not term and node.name.thing.kind != "DataCategory":
        return False
    modifiers = [kid for kid in node.kids("compound", "amod", "nmod") if kid.end <= node.start]
    if term and any(kid.name is not None for kid in modifiers):
        return True
    return any(kid.name is None and kid.lemma not in lexicon.loose and kid.text.islower() for kid in modifiers)


def is_term(thing: Thing) -> bool:
    """Whether what bears the name is any system of a sort: 'VPN' is a virtual private network."""
    return thing.kind == "System" and any(form.islower() for form in thing.names)


def _name_office(node: Node, tree: Tree, thing: Thing) -> Thing:
    """'a DPE Special Agent': an office of a body is named with the body, since others have such offices too."""
    if thing.kind != "Role":
        return thing
    for kid in node.kids("compound", "nmod"):
        if kid.name is not None and kid.name.thing.kind in BODIES:
            return Thing("Role", tree.text[kid.start : node.end], (thing.label, *thing.names))
    return thing


def _find_name_before(node: Node, lexicon: Lexicon) -> Thing | None:
    kinds = lexicon.generic_kinds(node.lemma)
    if not kinds:
        return None
    modifiers = [
        child
        for child in node.kids("compound", "nmod", "amod", "poss")
        if child.name is not None or child.lemma not in lexicon.loose
    ]
    if len(modifiers) != 1 or modifiers[0].dep == "poss" or modifiers[0].has("compound", "conj"):
        return None
    name = modifiers[0].name
    if name is None or name.thing.kind not in kinds:
        return None
    short = _is_short(name.thing)
    if short and node.tag in {"NNS", "NNPS"}:
        return None
    return None if (short or name.thing.kind in BODIES) and _is_one_of_several(node) else name.thing


def _is_short(thing: Thing) -> bool:
    """A few capitals: 'each *PT* system' is none that is called PT, but one of those of whoever PT is."""
    return thing.label.isupper() and len(thing.label) <= _SHORTEST


def _is_one_of_several(node: Node) -> bool:
    """'*no other* DPE agency', '*each* DPE office': those of DPE, and not DPE."""
    other = any(kid.lemma == "other" for kid in node.kids("amod"))
    return other or any(kid.lemma in _SEVERAL for kid in node.kids("det"))


def _find_given_name(node: Node, lexicon: Lexicon) -> Thing | None:
    for child in node.kids("acl"):
        if child.lemma in lexicon.naming:
            behind = (noun for kid in child.kids("prep") if kid.lemma == "as" for noun in kid.kids("pobj"))
            for inner in (*child.kids("oprd", "attr", "dobj"), *behind):
                if inner.name is not None:
                    return inner.name.thing
                before = _find_name_before(inner, lexicon) if inner.lemma == node.lemma else None
                if before is not None:
                    return before  # 'a system called the Pattern Reading system'
    return None


def _find_apposed_name(node: Node, lexicon: Lexicon) -> Thing | None:
    above = node.head.name if node.dep == "appos" and node.head is not None and node.has("relcl", "acl") else None
    if above is not None and above.thing.kind in lexicon.generic_kinds(node.lemma):
        return above.thing  # 'X, a database that Y uses'
    for child in node.kids("appos"):
        near = child.start > node.end and child.end - node.end <= len(child.text) + 3
        if child.name is not None and near and _may_be(child.name.thing.kind, node, lexicon):
            return child.name.thing
    return None


def _may_be(kind: str, node: Node, lexicon: Lexicon) -> bool:
    """Whether a noun can stand for a thing of this kind."""
    other = lexicon.kind_of(node.lemma, node.text)
    return (
        kind == other
        or "Thing" in (kind, other)
        or kind in lexicon.generic_kinds(node.lemma)
        or {kind, other} <= ACTING
    )
