"""A build's graph in, what it has on record out: claims in the order of the text, with their words and their places.

What all analyses read. A record is of one document; analyses of several take several records.
"""
from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from graphkit.errors import GraphError
from graphkit.ontology.namespaces import GK, PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import QuerySolution, Store

UNSTATED = f"{GK}Unstated"
#: Properties of a claim that are no roles: what every claim has, and what tells how it was read.
NOT_ROLES = frozenset({
    "polarity", "modality", "evidence", "statedIn", "speaker", "saidOn", "confidence", "derivedBy", "withheldBecause",
    "contradicts", "deniesOnlyLimit",
})  # fmt: skip


class Place(Struct, frozen=True, order=True):
    """Where words stand: characters of the document's text, the page (0 for none), and the words themselves."""

    start: int
    end: int
    page: int
    words: str


class Term(Struct, frozen=True, order=True):
    """What a claim is about. `iri` is '' for a literal, whose words are the label.

    kind  local name of its class (Organization, System …); for a literal the local name of its data type, or ''
    """

    label: str
    iri: str = ""
    kind: str = ""
    names: tuple[str, ...] = ()
    unresolved: bool = False

    @property
    def key(self) -> str:
        """What makes two terms the same: the IRI of a thing, the words of a literal."""
        return self.iri or f'"{self.label}"'

    @property
    def known(self) -> bool:
        """Whether it is a thing that the text names."""
        return bool(self.iri) and self.iri != UNSTATED and not self.unresolved


class RecordedClaim(Struct, frozen=True):
    """One claim; polarity and modality are the local names of the vocabulary (Affirmed, KnowledgeDisclaimed).

    roles      name and value, in the order of both; several values of a name are several pairs
    places     its sentences, in order of the text; clause: the words inside them that it is read from, or ''
    questions  IRIs of the questions whose answer it stands in
    """

    iri: str
    subject: Term
    predicate: str
    object: Term
    polarity: str
    modality: str
    places: tuple[Place, ...]
    roles: tuple[tuple[str, Term], ...] = ()
    clause: str = ""
    questions: tuple[str, ...] = ()
    speaker: Term | None = None
    said_on: str = ""
    withheld: str = ""
    confidence: float = 1.0
    derived_by: str = ""
    contradicts: tuple[str, ...] = ()

    @property
    def quote(self) -> str:
        """Its sentences, those that stand apart joined by ' … '."""
        return " … ".join(place.words for place in self.places)

    def find_role(self, name: str) -> tuple[Term, ...]:
        """The values of one role."""
        return tuple(value for role, value in self.roles if role == name)


class RecordedQuestion(Struct, frozen=True):
    """A numbered item, and where its answer stands (empty where there is none). `parent` is an IRI or ''.

    asks           local names of what it asks for (AskedNumber …); unaddressed: its words that no answer takes up
    status         local name of the response status, '' where the graph has none
    status_places  the sentences that the status rests on; status_words: the cue inside them, or ''
    repeats        IRI of the question whose answer already says the same, or ''
    """

    iri: str
    number: str
    block: int
    text: str
    parent: str
    places: tuple[Place, ...]
    answer: str
    answer_places: tuple[Place, ...]
    asks: tuple[str, ...] = ()
    status: str = ""
    status_places: tuple[Place, ...] = ()
    status_words: str = ""
    unaddressed: tuple[str, ...] = ()
    repeats: str = ""


class Record(Struct, frozen=True):
    """What one document has on record.

    name, title, date (ISO, '' for none), author    of the document; sha256: of its text
    claims, questions   in the order of the text; things: by IRI
    parts               pairs of IRIs, part and whole, that the document states
    background          the same, known beforehand and not said by the document
    """

    iri: str
    name: str
    title: str
    date: str
    author: Term | None
    sha256: str
    claims: tuple[RecordedClaim, ...]
    questions: tuple[RecordedQuestion, ...]
    things: dict[str, Term]
    parts: tuple[tuple[str, str], ...]
    background: tuple[tuple[str, str], ...]

    def find_claims(self, *iris: str) -> tuple[RecordedClaim, ...]:
        """The claims with these IRIs, in the order of the text."""
        wanted = set(iris)
        return tuple(claim for claim in self.claims if claim.iri in wanted)

    def name_question(self, iri: str) -> str:
        """How a reader finds a question: '2.a', with its block where the document has several."""
        several = len({question.block for question in self.questions}) > 1
        for question in self.questions:
            if question.iri == iri:
                return f"{question.number} (block {question.block})" if several else question.number
        return ""


def open_record(path: Path) -> Record:
    """The record of the build at `path`, a folder or a file of RDF. Raises GraphError or QueryError."""
    from graphkit.query.source import StoreSource, open_source

    source = open_source(path)
    assert isinstance(source, StoreSource)  # a path is no address
    return read_record(source.store, path.stem if path.is_file() else path.resolve().name)


def read_record(store: Store, default_name: str = "") -> Record:
    """The graph of one build (claims and facts, and background where it is loaded) to its record.

    Raises GraphError where it is of no document, or of several.
    """
    documents = list(select(store, """SELECT DISTINCT ?iri ?sha256 ?name ?title ?date ?author {
        ?iri a gk:Document ; gk:sha256 ?sha256 OPTIONAL { ?iri gk:fileName ?name }
        OPTIONAL { ?iri dcterms:title ?title } OPTIONAL { ?iri dcterms:date ?date }
        OPTIONAL { ?iri dcterms:creator ?author } } ORDER BY ?iri ?title"""))
    if len({row["iri"].value for row in documents}) != 1:
        raise GraphError(f"{default_name or 'the graph'}: {len(documents)} documents in it, where one belongs")
    document = {name: row.value if (row := documents[0][name]) is not None else ""
                for name in ("iri", "sha256", "name", "title", "date", "author")}
    things = read_things(store)
    passages = read_passages(store)
    questions = read_questions(store, passages)
    return Record(
        iri=document["iri"], name=document["name"] or default_name, title=document["title"], date=document["date"],
        author=things.get(document["author"]), sha256=document["sha256"],
        claims=read_claims(store, things, passages, questions), questions=questions, things=things,
        parts=read_parts(store, background=False), background=read_parts(store, background=True),
    )


def select(store: Store, query: str) -> list[QuerySolution]:
    """The rows of a query over all graphs."""
    return list(store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True))  # type: ignore[arg-type]


def shorten(iri: str) -> str:
    """An IRI to its last part."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def read_things(store: Store) -> dict[str, Term]:
    """Every labelled thing by its IRI; gk:Unstated among them."""
    labels: dict[str, list[str]] = defaultdict(list)
    names: dict[str, list[str]] = defaultdict(list)
    for predicate, found in (("rdfs:label", labels), ("skos:altLabel", names)):
        for row in select(store, f"SELECT DISTINCT ?s ?words {{ ?s {predicate} ?words FILTER isIRI(?s) }}"):
            found[row["s"].value].append(row["words"].value)
    kinds: dict[str, str] = {}
    for row in select(store, f'SELECT DISTINCT ?s ?type {{ ?s a ?type FILTER STRSTARTS(STR(?type), "{GK}") }}'):
        iri, kind = row["s"].value, shorten(row["type"].value)
        kinds[iri] = min(kind, kinds.get(iri, kind))
    unresolved = {row["s"].value for row in select(store, "SELECT ?s { ?s gk:unresolved true }")}
    things = {
        iri: Term(min(found), iri, kinds.get(iri, "Thing"), tuple(sorted(set(names[iri]))), iri in unresolved)
        for iri, found in sorted(labels.items())
    }
    return things | {UNSTATED: Term("Unstated", UNSTATED, "Unstated")}


def read_passages(store: Store) -> dict[str, tuple[Place, str]]:
    """Every passage by its IRI: where it stands, and the words of the clause in it, or ''."""
    rows = select(store, """SELECT DISTINCT ?passage ?start ?end ?page ?words ?clause {
        ?passage a gk:Passage ; oa:hasSelector ?position, ?quote .
        ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?words .
        OPTIONAL { ?passage gk:page ?page } OPTIONAL { ?quote oa:refinedBy/oa:exact ?clause } }""")
    return {
        row["passage"].value: (
            Place(int(row["start"].value), int(row["end"].value), int(row["page"].value) if row["page"] else 0,
                  row["words"].value),
            row["clause"].value if row["clause"] else "",
        )
        for row in sorted(rows, key=str)
    }


def read_questions(store: Store, passages: dict[str, tuple[Place, str]]) -> tuple[RecordedQuestion, ...]:
    """The document's questions, in the order of the text."""
    places: dict[str, set[Place]] = defaultdict(set)
    for row in select(store, "SELECT DISTINCT ?item ?passage { ?item gk:evidence ?passage }"):
        if row["passage"].value in passages:
            places[row["item"].value].add(passages[row["passage"].value][0])
    rows = select(store, """SELECT DISTINCT ?question ?number ?block ?text ?parent ?answer ?repeats {
        ?question a gk:Question ; gk:number ?number ; rdf:value ?text OPTIONAL { ?question gk:block ?block }
        OPTIONAL { ?question gk:partOfQuestion ?parent } OPTIONAL { ?answer gk:answers ?question }
        OPTIONAL { ?answer gk:answers ?question ; gk:repeats/gk:answers ?repeats } }""")
    told = read_responses(store)
    questions = [
        RecordedQuestion(
            iri=row["question"].value, number=row["number"].value, block=int(row["block"].value) if row["block"] else 1,
            text=row["text"].value, parent=row["parent"].value if row["parent"] else "",
            places=tuple(sorted(places[row["question"].value])),
            answer=row["answer"].value if row["answer"] else "",
            answer_places=tuple(sorted(places[row["answer"].value])) if row["answer"] else (),
            **build_response(row, told, passages),
        )
        for row in sorted(rows, key=str)
    ]
    return tuple(sorted(questions, key=lambda question: (question.places[:1], question.block, question.number)))


def read_responses(store: Store) -> dict[str, dict[str, list[str]]]:
    """What the graph says of the response to each question or in each answer: property to values, sorted."""
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = select(store, """SELECT DISTINCT ?item ?property ?value { ?item ?property ?value
        FILTER (?property IN (gk:asksFor, gk:unaddressed, gk:responseStatus, gk:statusEvidence)) }""")
    for item, name, value in sorted((row["item"].value, row["property"].value, row["value"].value) for row in rows):
        told[item][shorten(name)].append(value)
    return told


def build_response(
    row: QuerySolution, told: dict[str, dict[str, list[str]]], passages: dict[str, tuple[Place, str]]
) -> dict[str, Any]:
    """The fields of a recorded question that tell how it is responded to; its status is that of its answer, if any."""
    asked = told[row["question"].value]
    answered = told[row["answer"].value] if row["answer"] else asked
    rests = sorted(passages[iri] for iri in answered["statusEvidence"] if iri in passages)
    return {
        "asks": tuple(map(shorten, asked["asksFor"])),
        "unaddressed": tuple(sorted(asked["unaddressed"], key=row["text"].value.find)),
        "status": shorten("".join(answered["responseStatus"][:1])),
        "status_places": tuple(place for place, _ in rests),
        "status_words": next((clause for _, clause in rests if clause), ""),
        "repeats": row["repeats"].value if row["repeats"] else "",
    }


def read_claims(
    store: Store, things: dict[str, Term], passages: dict[str, tuple[Place, str]],
    questions: tuple[RecordedQuestion, ...],
) -> tuple[RecordedClaim, ...]:
    """Every claim with its roles and places, in the order of the text."""
    values: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for row in select(store, "SELECT DISTINCT ?claim ?property ?value { ?claim a gk:Claim ; ?property ?value }"):
        values[row["claim"].value][row["property"].value].append(read_term(row["value"], things))
    answers: dict[str, list[str]] = defaultdict(list)
    for question in questions:
        answers[question.answer].append(question.iri)
    claims = [build_claim(iri, found, passages, answers) for iri, found in sorted(values.items())]
    return tuple(sorted(claims, key=lambda claim: (claim.places[:1], claim.quote.find(claim.clause), claim.iri)))


def build_claim(
    iri: str, found: dict[str, list[Term]], passages: dict[str, tuple[Place, str]], answers: dict[str, list[str]]
) -> RecordedClaim:
    """A claim's properties to the claim."""
    local = {name.removeprefix(GK): sorted(terms) for name, terms in found.items() if name.startswith(GK)}
    statement = [found[f"{PREFIXES['rdf']}{name}"][0] for name in ("subject", "predicate", "object")]

    def first(name: str) -> str:
        return local[name][0].label if name in local else ""

    known = [passages[term.iri] for term in local.get("evidence", ()) if term.iri in passages]
    return RecordedClaim(
        iri=iri, subject=statement[0], predicate=shorten(statement[1].iri), object=statement[2],
        polarity=shorten(local["polarity"][0].iri), modality=shorten(local["modality"][0].iri),
        places=tuple(sorted(place for place, _ in known)),
        roles=tuple((name, term) for name in sorted(set(local) - NOT_ROLES) for term in local[name]),
        clause=next((clause for _, clause in sorted(known) if clause), ""),
        questions=tuple(sorted({iri for term in local.get("statedIn", ()) for iri in answers.get(term.iri, ())})),
        speaker=local["speaker"][0] if "speaker" in local else None,
        said_on=first("saidOn"), withheld=first("withheldBecause"),
        confidence=float(first("confidence") or 1), derived_by=first("derivedBy"),
        contradicts=tuple(term.iri for term in local.get("contradicts", ())),
    )


def read_term(term: object, things: dict[str, Term]) -> Term:
    """A value in the graph to a Term."""
    from pyoxigraph import Literal

    value: str = term.value  # type: ignore[attr-defined]
    if isinstance(term, Literal):
        kind = shorten(term.datatype.value)
        return Term(value, kind="" if kind in ("string", "langString") else kind)
    return things.get(value) or Term(shorten(value), value, "Thing")


def read_parts(store: Store, *, background: bool) -> tuple[tuple[str, str], ...]:
    """Pairs of part and whole: those that the document states, or those that were known beforehand."""
    property_ = "org:subOrganizationOf|org:unitOf" if background else "gk:partOf"
    rows = select(store, f"""SELECT DISTINCT ?part ?whole {{
        GRAPH ?graph {{ ?part {property_} ?whole }}
        FILTER (STRENDS(STR(?graph), "/background") = {str(background).lower()}) }}""")
    return tuple(sorted((row["part"].value, row["whole"].value) for row in rows))
