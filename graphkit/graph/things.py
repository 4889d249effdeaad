"""Mentions of things in, one node for each thing out: with its IRI, its class, its label and its other names.

Two mentions are one thing if they are of one kind and their labels agree but for case, article and plural, or if one
bears the other's label among its names. The label of the first mention stands.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from graphkit.graph.identifiers import SLUG, build_slug, hash_parts, is_faithful
from graphkit.model import UNSTATED, Evidence, Thing
from graphkit.ontology.namespaces import GK

#: Kinds of which one is only more specific than the other: the later one wins.
FAMILIES = {"Organization": "Organization", "OrganizationalUnit": "Organization"}
UNKNOWN = "Thing"
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+[+#]*")  # the marks tell C from C++ and C#
#: Kinds that are named by common nouns, where a capital only starts a sentence.
COMMON = frozenset({"DataCategory", "Role", "Capability", "Activity", "Thing"})

Key = tuple[str, ...]


class Node(Struct, frozen=True):
    """A thing of the graph: its IRI, the local name of its class, its label and its other names, in order."""

    iri: str
    kind: str
    label: str
    names: tuple[str, ...] = ()
    unresolved: bool = False


UNSTATED_NODE = Node(GK + UNSTATED.label, UNSTATED.kind, UNSTATED.label)


def fold_label(label: str, kind: str) -> str:
    """A label without article, case, plural and punctuation: what two mentions of one thing have in common."""
    words = WORD.findall(re.sub(r"[.'’]", "", ARTICLE.sub("", label.strip())))
    folded = (fold_word(word, common=kind in COMMON and place == 0) for place, word in enumerate(words))
    return " ".join(folded) or label.strip()


def fold_word(word: str, *, common: bool = False) -> str:
    """A word in lower case and, unless it is a name ('Operations', 'DHS'), in the singular ('photos', 'RFPs')."""
    if word[:1].islower() or (common and word[1:].islower()):
        return find_singular(word.casefold())
    if len(word) > 2 and word[:-1].isupper() and word.endswith("s"):
        return word[:-1].casefold()
    return word.casefold()


def find_singular(word: str) -> str:
    """An English noun's singular, as far as its ending tells."""
    if len(word) < 4 or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def find_key(thing: Thing, evidence: Evidence | None) -> Key:
    """What makes two mentions one thing. An unresolved reference is one with itself only, in its own sentence."""
    folded = fold_label(thing.label, thing.kind)
    if thing.unresolved:
        places = () if evidence is None else (f"{span.start}-{span.end}" for span in evidence.spans)
        return ("?", folded, *places)
    return (FAMILIES.get(thing.kind, thing.kind), folded)


class Things:
    """The things of one document: built once from all mentions, then asked for the node of each."""

    def __init__(self, mentions: Iterable[tuple[Thing, Evidence | None]], *, base: str) -> None:
        groups = group_mentions(mentions)
        self._joined = dict(join_unknown(groups)) | dict(join_named(groups))
        merged: dict[Key, list[Thing]] = {}
        for key, things in groups.items():
            merged.setdefault(self._find_root(key), []).extend(things)
        self._nodes = build_nodes(merged, base)
        self._found: dict[tuple[str, str], Node] = {}

    def _find_root(self, key: Key) -> Key:
        while key in self._joined:
            key = self._joined[key]
        return key

    def find(self, thing: Thing, evidence: Evidence | None = None) -> Node:
        """The node of a thing that was among the mentions."""
        if thing.kind == UNSTATED.kind:
            return UNSTATED_NODE
        if thing.unresolved:
            return self._nodes[self._find_root(find_key(thing, evidence))]
        node = self._found.get((thing.kind, thing.label))
        if node is None:
            node = self._nodes[self._find_root(find_key(thing, None))]
            self._found[thing.kind, thing.label] = node
        return node

    def __iter__(self) -> Iterator[Node]:
        """The nodes, in the order of their first mention."""
        return iter(self._nodes.values())


def group_mentions(mentions: Iterable[tuple[Thing, Evidence | None]]) -> dict[Key, list[Thing]]:
    """The different mentions of each thing, as far as their own labels tell, in the order of the text."""
    groups: dict[Key, dict[Thing, None]] = {}
    keys: dict[Thing, Key] = {}
    for thing, evidence in mentions:
        if thing.kind == UNSTATED.kind:
            continue
        key = keys.get(thing)
        if key is None:
            key = find_key(thing, evidence)
            if not thing.unresolved:  # else it is another thing in another sentence
                keys[thing] = key
        groups.setdefault(key, {}).setdefault(thing)
    return {key: list(things) for key, things in groups.items()}


def join_unknown(groups: dict[Key, list[Thing]]) -> Iterator[tuple[Key, Key]]:
    """A thing whose kind the text does not tell, and the only one of a known kind that has its label."""
    known: dict[str, list[Key]] = {}
    for key in groups:
        if key[0] not in (UNKNOWN, "?"):
            known.setdefault(key[1], []).append(key)
    for key in groups:
        if key[0] == UNKNOWN and len(known.get(key[1], ())) == 1:
            yield key, known[key[1]][0]


def join_named(groups: dict[Key, list[Thing]]) -> Iterator[tuple[Key, Key]]:
    """A thing, and the only other one of its kind that bears its label among its names.

    Where each bears the other's label the later one goes into the earlier.
    """
    bearers: dict[Key, list[Key]] = {}
    for key, things in groups.items():
        if key[0] == "?":
            continue
        for thing in things:
            for name in thing.names:
                named: Key = (key[0], fold_label(name, thing.kind))
                if named in groups and named != key and key not in bearers.setdefault(named, []):
                    bearers[named].append(key)
    order = {key: place for place, key in enumerate(groups)}
    targets: dict[Key, Key] = {}
    for named, found in bearers.items():
        if len(found) == 1:
            first, last = sorted((named, found[0]), key=order.__getitem__)
            targets.setdefault(last, first)  # always to an earlier one, so that no circle can arise
    yield from targets.items()


def build_nodes(groups: dict[Key, list[Thing]], base: str) -> dict[Key, Node]:
    """One node for each group; two that would share an IRI both bear a hash of their kind and label."""
    slugs = {key: build_slug(things[0].label) for key, things in groups.items()}
    taken: dict[str, int] = {}
    for slug in slugs.values():
        taken[slug] = taken.get(slug, 0) + 1
    nodes = {}
    for key, things in groups.items():
        first, slug = things[0], slugs[key]
        if first.unresolved or taken[slug] > 1 or not is_faithful(first.label, slug):
            slug = f"{slug[:SLUG].strip('-')}-{hash_parts(*key, length=6)}".strip("-")
        nodes[key] = Node(base + slug, find_kind(things), first.label, find_names(things), first.unresolved)
    return nodes


def find_kind(things: list[Thing]) -> str:
    """The most specific kind among the mentions of one thing."""
    kinds = {thing.kind for thing in things}
    for narrow, wide in (("OrganizationalUnit", "Organization"),):
        if narrow in kinds:
            kinds.discard(wide)
    kinds.discard(UNKNOWN)
    return min(kinds, default=UNKNOWN)


def find_names(things: list[Thing]) -> tuple[str, ...]:
    """Every other label and name of the mentions, each once, in the order of the text."""
    names: dict[str, str] = {}
    for thing in things:
        for name in (thing.label, *thing.names):
            if name:
                names.setdefault(name.casefold(), name)
    names.pop(things[0].label.casefold(), None)
    return tuple(names.values())
