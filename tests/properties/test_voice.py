"""Invented sentences in the active and in the passive: both claim the same.

The verbs are those of the frames; a seed draws who does what to what, and in which mood.
"""
from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from graphkit.ontology import find_ontology
from graphkit.ontology.frame_files import load_frames
from tests.inflection import form_participle, inflect_past, inflect_present

from .statements import group_by_sentence, list_statements, read_statements
from .voices import NO_PASSIVE

pytestmark = pytest.mark.slow

SEED = 7
DOERS = ["The Harbor Bureau", "The Tidal Survey Office", "The Ferry Commission", "The contractor"]
THINGS = [("the Tally Database", "is"), ("passenger records", "are"), ("the photographs", "are"),
          ("travel records", "are"), ("the Mooring System", "is")]
TAILS = ["", "", " in 2018", " for statistical purposes"]
#: Verbs whose passive says another thing, or none, each with the reason.
EXCEPTIONS: dict[str, str] = yaml.safe_load(
    Path(__file__).with_name("rewrites.yaml").read_text(encoding="utf-8"))["voice"]


def list_pairs() -> list[tuple[str, str]]:
    """A sentence in the active and the same in the passive for every verb of the frames that takes an object."""
    frames = load_frames(find_ontology()).frames
    plain = [frame for frame in frames if (frame.subject, frame.object) == ("subject", "object")]
    verbs = {form.head for frame in plain for form in frame.forms if form.kind == "verb" and not form.preposition}
    pairs = {}
    for verb in sorted(verb for verb in verbs if verb.isalpha() and verb not in NO_PASSIVE | set(EXCEPTIONS)):
        draw = random.Random(f"{SEED} {verb}")  # a verb of its own: another one moves nothing
        doer, (thing, be), tail = draw.choice(DOERS), draw.choice(THINGS), draw.choice(TAILS)
        past = "was" if be == "is" else "were"
        active, passive = draw.choice([
            (inflect_present(verb), be), (inflect_past(verb), past), (f"may {verb}", "may be"),
            (f"will {verb}", "will be"), (f"does not {verb}", f"{be} not")])
        done = f"{thing[0].upper()}{thing[1:]} {passive} {form_participle(verb)} by {doer[0].lower()}{doer[1:]}{tail}."
        pairs[f"{doer} {active} {thing}{tail}."] = done
    return list(pairs.items())


def test_the_passive_claims_what_the_active_does(tmp_path: Path) -> None:
    pairs = list_pairs()
    opening = "Harbor Bureau\n\nResponse to the Ferry Commission and the Tidal Survey Office\n\n"
    texts = (opening + "\n\n".join(side) + "\n" for side in zip(*pairs, strict=True))
    actives, passives = (group_by_sentence(*read_statements(text, tmp_path)) for text in texts)
    told, wrong = 0, []
    for active, passive in pairs:
        said, heard = list_statements(actives.get(active, [])), list_statements(passives.get(passive, []))
        told += any(claim[1] != "states" for claim in said)
        if said != heard:
            wrong.append(f"{active}\n    {said}\n    {heard}")
    assert wrong == [], f"{len(wrong)} of {len(pairs)}:\n" + "\n".join(wrong)
    assert told >= 300
