"""The errors that graphkit raises on bad input: each message is one line that names file, place and value.

GraphkitError
├── DocumentError     a file that cannot be read as a document
├── OntologyError     a broken term, name, frame, cue, rule or shape
├── ExtractionError   a stage that cannot go on with what it was given
├── GraphError        a graph that breaks the invariants, or a build folder that is not one
├── QueryError        a query that does not parse, runs too long or names what is not there
├── DiagramError      a diagram that cannot be drawn
├── EvaluationError   a gold file that is broken, or whose text is not at hand
└── StoreError        a triple store that is down, refuses, or does not hold what was sent
"""


class GraphkitError(Exception):
    """What every error of graphkit's own descends from; `str()` gives the one line to print."""


class DocumentError(GraphkitError):
    """A file that cannot be read as a document."""


class OntologyError(GraphkitError):
    """A file of the ontology that is missing or broken; the message names file, line and reason."""


class ExtractionError(GraphkitError):
    """A document from which nothing can be extracted."""


class GraphError(GraphkitError):
    """A graph that breaks an invariant, or a folder that holds no build."""


class QueryError(GraphkitError):
    """A query that does not parse, runs too long, or names what does not exist."""


class DiagramError(GraphkitError):
    """A diagram that cannot be drawn."""


class EvaluationError(GraphkitError):
    """A gold file that is broken, or whose text is not at hand."""


class StoreError(GraphkitError):
    """A triple store that is down, refuses, or does not hold what was sent."""
