"""Agents that a neighbouring sentence tells."""

from __future__ import annotations

import pytest

from graphkit.language.bridging import bridge_agents
from graphkit.model import Argument, Clause, Mention, Sentence, Thing
from graphkit.ontology import find_ontology
from graphkit.pipeline import load_words

LEXICON = load_words(find_ontology())[0]
FIRST, SECOND = Sentence(0, 0, 40), Sentence(0, 41, 80)
#: Two words for the same, and one for something else, as the cue file has them.
SAME = sorted(word for word, place in LEXICON.synonyms.items() if place == 0)[:2]
OTHER = sorted(word for word, place in LEXICON.synonyms.items() if place == 1)[:1]


def argument(slot: str, word: str, determiner: str = "") -> Argument:
    mention = Mention(Thing("DataCategory", word), word, 0, 1, word, determiner)
    return Argument(slot, (mention,), word, 0, 1)


def participle(word: str = SAME[0]) -> Clause:
    how = ("voice:passive", "construction:participle")
    return Clause(0, 0, 0, 1, "submit", "verb", (argument("object", word),), "Affirmed", "Stated", how=how)


def told(
    word: str, determiner: str, polarity: str = "Affirmed", modality: str = "Stated", head: str = "submit"
) -> Clause:
    arguments = (argument("subject", "board"), argument("object", word, determiner))
    return Clause(0, 41, 0, 1, head, "verb", arguments, polarity, modality)


def test_the_neighbour_names_who_acts() -> None:
    (clause,), _ = bridge_agents([(FIRST, (participle(),)), (SECOND, (told(SAME[1], "the"),))], LEXICON)
    assert clause.arguments[0] == argument("subject", "board")
    assert (clause.support, clause.how[-1]) == ((SECOND,), "coreference:bridging")
    assert "construction:participle" not in clause.how


@pytest.mark.parametrize(
    "neighbour",
    [
        told(SAME[1], ""),
        told(SAME[1], "any"),
        told(OTHER[0], "the"),
        told(SAME[1], "the", polarity="Denied"),
        told(SAME[1], "the", modality=""),
        told(SAME[1], "the", head="review"),
    ],
    ids=["no article", "indefinite", "another thing", "denied", "not asserted", "another deed"],
)
def test_nobody_is_named_by_what_does_not_match(neighbour: Clause) -> None:
    (clause,), _ = bridge_agents([(FIRST, (participle(),)), (SECOND, (neighbour,))], LEXICON)
    assert clause == participle()


def test_a_sentence_further_off_names_nobody() -> None:
    groups = [(FIRST, (participle(),)), (Sentence(0, 81, 90), ()), (SECOND, (told(SAME[1], "the"),))]
    assert bridge_agents(groups, LEXICON)[0] == (participle(),)


def test_a_clause_with_an_agent_keeps_it() -> None:
    own = told(SAME[0], "the")
    assert bridge_agents([(FIRST, (own,)), (SECOND, (told(SAME[1], "the"),))], LEXICON)[0] == (own,)
