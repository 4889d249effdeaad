"""Contents in, two more ways to write claims out, on request: as RDF 1.2 reifiers, and denials as OWL axioms.

Each is a file apart. OWL's negative assertion knows no scope: it is made of a denial without any role alone, so that it
never says more than the document does.
"""
from __future__ import annotations

from graphkit.export.contents import OBJECT, PREDICATE, SUBJECT, Contents, word
from graphkit.export.turtle import Part, Writer, describe_claim, write_comment, write_head
from graphkit.ontology.namespaces import OWL, RDF, XSD
from graphkit.ontology.terms import load_terms


def write_reified(contents: Contents) -> str:
    """Every claim with its statement as a triple term, which asserts nothing: Turtle 1.2."""
    writer = Writer(contents.prefixes)
    reifies = writer.write_term(f"<{RDF}reifies>")
    blocks = []
    for claim in contents.claim_order:
        resource = contents.claims[claim]
        said = " ".join(writer.write_term(resource[name][0]) for name in (SUBJECT, PREDICATE, OBJECT))
        comment = write_comment(describe_claim(contents, claim))
        blocks.append(f"{comment}\n{writer.write_term(claim)} {reifies} <<( {said} )>> .\n")
    part = Part("\n".join(blocks), writer.used)
    return f"{write_head(contents, part)}\n{part.body}"


def write_negated(contents: Contents) -> str:
    """Every plain denial as an owl:NegativePropertyAssertion."""
    writer = Writer(contents.prefixes)
    blocks = []
    for claim in contents.claim_order:
        if is_plain_denial(contents, claim):
            resource = contents.claims[claim]
            value = resource[OBJECT][0]
            target = "targetIndividual" if value.startswith("<") else "targetValue"
            axiom = {
                f"<{RDF}type>": [f"<{OWL}NegativePropertyAssertion>"],
                f"<{OWL}sourceIndividual>": resource[SUBJECT],
                f"<{OWL}assertionProperty>": resource[PREDICATE],
                f"<{OWL}{target}>": [value],
            }
            blocks.append(f"{write_comment(describe_claim(contents, claim))}\n{writer.write_block(claim, axiom)}")
    part = Part("\n".join(blocks), writer.used)
    return f"{write_head(contents, part)}\n{part.body}"


def is_plain_denial(contents: Contents, claim: str) -> bool:
    """Whether a claim is denied and stated, of known things, without a scope, and not withheld."""
    resource = contents.claims[claim]
    marks = ("withheldBecause", "deniesOnlyLimit", *sorted(load_terms().role_names))
    return (
        resource[word("polarity")] == [word("Denied")]
        and resource[word("modality")] == [word("Stated")]
        and not any(word(mark) in resource for mark in marks)
        and all(is_known(contents, resource[name][0]) for name in (SUBJECT, OBJECT))
    )


def is_known(contents: Contents, term: str) -> bool:
    """Whether a term is a literal, or a thing that is neither unstated nor unresolved."""
    return term != word("Unstated") and f'"true"^^<{XSD}boolean>' not in contents.facts.get(term, {}).get(
        word("unresolved"), ()
    )
