"""Readings in, the same with agents that a neighbouring sentence tells out.

"For *inquiries submitted* through A … B, as the agency *submitting the request*, …": the definite phrase of the second
sentence refers back to the first, so that who submits the request submits the inquiries (bridging; Clark 1975). The
clause then rests on both sentences.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from graphkit.language.lexicon import Lexicon
from graphkit.model import Argument, Clause, Mention, Sentence

_REACH = 1  # sentences before and after
#: Modalities of a neighbour that says who did it; who may have done it did not for certain.
_PLAIN = frozenset({"Stated", "Procedural"})


def bridge_agents(groups: Sequence[tuple[Sentence, tuple[Clause, ...]]], lexicon: Lexicon) -> list[tuple[Clause, ...]]:
    """The clauses of each sentence of one paragraph, participles without an agent completed from a neighbour.

    groups  the sentences of one paragraph in order, each with its clauses
    """
    return [
        tuple([_complete(clause, place, groups, lexicon) if _is_open(clause) else clause for clause in clauses])
        for place, (_, clauses) in enumerate(groups)
    ]


def _is_open(clause: Clause) -> bool:
    return "construction:participle" in clause.how and not any(
        argument.slot == "subject" for argument in clause.arguments
    )


def _complete(
    clause: Clause, place: int, groups: Sequence[tuple[Sentence, tuple[Clause, ...]]], lexicon: Lexicon
) -> Clause:
    for other_place in (place + 1, place - 1):
        if not 0 <= other_place < len(groups) or abs(other_place - place) > _REACH:
            continue
        sentence, clauses = groups[other_place]
        for other in clauses:
            subject = _find_agent(clause, other, lexicon, back=other_place < place)
            if subject is not None:
                how = tuple(step for step in clause.how if step != "construction:participle")
                return replace(
                    clause,
                    arguments=(subject, *clause.arguments),
                    how=(*how, "coreference:bridging"),
                    support=(sentence,),
                )
    return clause


def _find_agent(clause: Clause, other: Clause, lexicon: Lexicon, *, back: bool) -> Argument | None:
    """The subject of `other` if it does the same to the same thing, which the later of the two names as known.

    back  whether `other` is the earlier one
    """
    if other.head != clause.head or other.modality not in _PLAIN or other.polarity != "Affirmed":
        return None
    subject = next((argument for argument in other.arguments if argument.slot == "subject" and argument.mentions), None)
    later, earlier = (clause, other) if back else (other, clause)
    same = _list_objects(later, lexicon, known=True) & _list_objects(earlier, lexicon)
    return subject if subject is not None and same else None


def _list_objects(clause: Clause, lexicon: Lexicon, *, known: bool = False) -> set[int]:
    """The groups of synonyms to which the heads of the objects belong; `known`: of those with a definite determiner."""
    heads = {
        lexicon.synonyms.get(mention.head)
        for argument in clause.arguments
        if argument.slot == "object"
        for mention in argument.mentions
        if not known or _refers_back(mention)
    }
    return {group for group in heads if group is not None}


def _refers_back(mention: Mention) -> bool:
    """'the image': a definite noun alone; 'the master image' is told from others by a word of its own."""
    return mention.determiner in {"the", "that", "this", "these", "those"} and " " not in mention.thing.label
