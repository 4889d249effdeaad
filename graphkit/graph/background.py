"""Things and the world's names in, what is known of the things beforehand out: other names, and what they are part of.

None of it is said by the document, so none of it is written with a predicate of claims: a store that merges all graphs
must not hold a plain gk:partOf that no claim makes. Parts of organizations are org:unitOf and org:subOrganizationOf.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from graphkit.graph import terms as rdf
from graphkit.graph.document import Triples
from graphkit.graph.things import FAMILIES, UNKNOWN, Node
from graphkit.ontology.names import Name
from graphkit.ontology.namespaces import DCTERMS, ORG, SKOS

SAME = f"<{SKOS}exactMatch>"
#: How a thing of each kind is part of another.
PART = {"Organization": f"<{ORG}subOrganizationOf>", "OrganizationalUnit": f"<{ORG}unitOf>"}
PART_OF_OTHER = f"<{DCTERMS}isPartOf>"
BLANK = re.compile(r"[\W_]+")


def fold_name(name: str) -> str:
    """A name without case, blanks and punctuation."""
    return BLANK.sub("", name).casefold()


class Known:
    """The names that are known, to be found by any form of theirs."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._by_form: dict[str, list[Name]] = {}
        for name in names:
            for form in {fold_name(form) for form in (name.label, *name.names, *name.hidden)}:
                self._by_form.setdefault(form, []).append(name)

    def find_name(self, node: Node) -> Name | None:
        """What a thing of the document is known as, if that is one thing only and of its kind.

        An abbreviation to which the document itself gives a long form is known only by that long form: another body
        may have taken the same letters.
        """
        long_forms = [name for name in node.names if len(name) > len(node.label)]
        for form in long_forms or (node.label,):
            found = [name for name in (self.find_form(form) or self.find_compound(form)) if is_of_kind(name, node)]
            if len(found) == 1:
                return found[0]
        return None

    def find_form(self, form: str) -> list[Name]:
        """All that bear a name."""
        return self._by_form.get(fold_name(form), [])

    def find_compound(self, form: str) -> list[Name]:
        """All that bear the end of a name whose beginning is a name of the body they are part of: 'OFA Care'."""
        words = form.split()
        return [
            name
            for cut in range(1, len(words))
            for name in self.find_form(" ".join(words[cut:]))
            if any(whole.iri in name.part_of for whole in self.find_form(" ".join(words[:cut])))
        ]


def is_of_kind(name: Name, node: Node) -> bool:
    """Whether a known name is of a thing's kind, or the document does not tell the kind."""
    return node.kind == UNKNOWN or FAMILIES.get(name.kind, name.kind) == FAMILIES.get(node.kind, node.kind)


def find_known(things: Iterable[Node], names: Sequence[Name]) -> dict[str, Name]:
    """The things that are known beforehand, by IRI."""
    known = Known(names)
    found = ((node.iri, known.find_name(node)) for node in things if not node.unresolved)
    return {iri: name for iri, name in found if name is not None}


def specify_kind(node: Node, known: dict[str, Name]) -> Node:
    """A thing with the more specific of the kinds that the document and the known names give it."""
    name = known.get(node.iri)
    if name is None or node.kind == "OrganizationalUnit":
        return node
    return replace(node, kind=name.kind)


def describe_background(things: Iterable[Node], known: dict[str, Name], names: Sequence[Name]) -> Triples:
    """What is known of each thing, and of what it is part of, up to the top."""
    by_iri = {name.iri: name for name in names}
    iris: dict[str, str] = {}  # of a known name: the thing of the document that bears it
    for iri, name in known.items():
        iris.setdefault(name.iri, iri)
    for node in things:
        if node.iri in known:
            yield from describe_known(node, known[node.iri], iris)
    for name in find_ancestors(by_iri, iris):
        yield from describe_ancestor(name, iris)


def describe_known(node: Node, name: Name, iris: dict[str, str]) -> Triples:
    """The known names of one thing, and what it is part of."""
    thing = rdf.build_node(node)
    yield thing, SAME, rdf.build_iri(name.iri)
    said = {form.casefold() for form in (node.label, *node.names)}
    for other in (name.label, *name.names):
        if other.casefold() not in said:
            yield thing, rdf.ALT_LABEL, rdf.build_text(other)
    yield from describe_parts(thing, name, iris)


def describe_parts(thing: str, name: Name, iris: dict[str, str]) -> Triples:
    """What a thing is part of: a thing of the document where it names it, else the known name itself."""
    for parent in name.part_of:
        yield thing, PART.get(name.kind, PART_OF_OTHER), rdf.build_iri(iris.get(parent, parent))


def find_ancestors(by_iri: dict[str, Name], iris: dict[str, str]) -> Iterator[Name]:
    """The names above those of the things, which the document does not name itself; each once."""
    seen = set(iris)
    open_ends = [parent for iri in sorted(iris) for parent in by_iri[iri].part_of]
    while open_ends:
        iri = open_ends.pop()
        if iri not in seen:
            seen.add(iri)
            yield by_iri[iri]
            open_ends += by_iri[iri].part_of


def describe_ancestor(name: Name, iris: dict[str, str]) -> Triples:
    """A body that the document does not name, but of which it names a part."""
    node = rdf.build_iri(name.iri)
    yield node, rdf.TYPE, rdf.build_word(name.kind)
    yield node, rdf.LABEL, rdf.build_text(name.label)
    for other in name.names:
        yield node, rdf.ALT_LABEL, rdf.build_text(other)
    yield from describe_parts(node, name, iris)
