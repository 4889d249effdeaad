"""Every kind of verb group with 'not' put in and taken out: what is said of its verb turns over, and nothing else."""
from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace

from graphkit.model import Claim
from tests.inflection import form_gerund, form_participle, inflect_past, inflect_present

from .statements import group_by_sentence, list_statements, read_statements

pytestmark = pytest.mark.slow

DENIALS = yaml.safe_load(Path(__file__).with_name("denials.yaml").read_text(encoding="utf-8"))
GROUPS: dict[str, list[str]] = DENIALS["groups"]
VERBS = ["collect", "share", "review", "delete", "submit", "receive", "disclose", "collect"]
OPENING = "Office of Fair Audits\n\nThe Office of Fair Audits (OFA) wrote to visitors.\n\n"


def spell(pattern: str, verb: str, other: str) -> str:
    return pattern.format(
        v=verb, s=inflect_present(verb), p=inflect_past(verb), d=form_participle(verb), g=form_gerund(verb),
        w=other, x=inflect_present(other), y=form_participle(other))


def deny(claim: Claim, verbs: set[str], modality: str) -> Claim:
    """The claim denied with a modality, if it is that of one of the verbs."""
    told = any(step.startswith("frame") and step.rpartition("/")[2] in verbs for step in claim.how)
    return replace(claim, polarity="Denied", modality=modality) if told else claim


@pytest.mark.parametrize("name", GROUPS)
def test_not_turns_over_what_is_said_of_the_verb(name: str, tmp_path: Path) -> None:
    affirmed, denied, modality, other = GROUPS[name]
    pairs = [(spell(affirmed, *verbs), spell(denied, *verbs), set(verbs)) for verbs in pairwise(VERBS)]
    before, after = (
        group_by_sentence(*read_statements(OPENING + "\n\n".join(side) + "\n", tmp_path))
        for side in ([one for one, _, _ in pairs], [two for _, two, _ in pairs]))
    wrong = []
    for one, two, verbs in pairs:
        claims = before.get(one, [])
        own = [claim for claim in claims if deny(claim, verbs, other) != claim]
        expected = list_statements(deny(claim, verbs, other) for claim in claims)
        found = list_statements(after.get(two, []))
        said = own and all((claim.polarity, claim.modality) == ("Affirmed", modality) for claim in own)
        fits = [each for each in found if each[1] != "states"] == [each for each in expected if each[1] != "states"]
        if not (said and fits) and not any(part in one or part in two for part in DENIALS["known"]):
            wrong.append(f"{one}\n    {list_statements(claims)}\n  {two}\n    {found}")
    assert wrong == [], f"{len(wrong)} of {len(pairs)}:\n" + "\n".join(wrong)
