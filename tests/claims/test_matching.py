"""Which frame a clause fits, and what it may leave open."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.claims.cues import ClaimCues
from graphkit.claims.fillers import read_fillers
from graphkit.claims.matching import match_clause
from graphkit.model import UNSTATED, Argument, Claim, Clause, Evidence, Mention, Role, Span, Thing, Value
from graphkit.ontology.frame_files import load_frames
from graphkit.ontology.frames import Frames

FRAMES = """
- {predicate: queries, verbs: [use], when: {object: [System]}}
- {predicate: uses, verbs: [use], roles: {for: purpose}}
- {predicate: shares, verbs: [share], roles: {with: recipient}}
- {predicate: shares, verbs: [withhold], roles: {from: recipient}, polarity: deny}
- {predicate: reliesOn, verbs: [rely on]}
- {predicate: audits, light: [conduct an audit of]}
- {predicate: providedBy, verbs: [supply], subject: object, object: subject, needs: [subject]}
"""
OPEN = frozenset({"shares", "uses", "reliesOn", "audits", "monitors"})
CUES = ClaimCues(agentless=frozenset({"shares"}), unstated=frozenset({"shares", "uses"}), open=OPEN)
EVIDENCE = Evidence((Span(0, 10),), 0)


@pytest.fixture
def frames(tmp_path: Path) -> Frames:
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "own.yaml").write_text(FRAMES, encoding="utf-8")
    return load_frames(tmp_path)


def fill(slot: str, *labels: str, kind: str = "Thing", start: int = 0) -> Argument:
    mentions = tuple(
        Mention(Thing(kind, label), label, start + n, start + n + 1, label) for n, label in enumerate(labels)
    )
    return Argument(slot, mentions, " and ".join(labels), start, start + 9)


def say(
    head: str, *arguments: Argument, polarity: str = "Affirmed", modality: str = "Stated", how: tuple[str, ...] = ()
) -> Clause:
    return Clause(0, 0, 0, 10, head, "verb", arguments, polarity, modality, how=how)


def make(clause: Clause, frames: Frames) -> list[Claim]:
    return list(match_clause(read_fillers(clause), frames, lambda _: EVIDENCE, UNSTATED, CUES))


BOARD = fill("subject", "Board", kind="Organization")


def test_the_frame_that_wants_the_kind_wins(frames: Frames) -> None:
    [claim] = make(say("use", BOARD, fill("object", "Tally", kind="System", start=20)), frames)
    assert claim.predicate == "queries"


def test_a_frame_of_the_user_wins_over_one_that_wants_the_kind(tmp_path: Path, frames: Frames) -> None:
    own = tmp_path / "verbs.yaml"
    own.write_text("- {predicate: monitors, verbs: [use]}\n", encoding="utf-8")
    [claim] = make(say("use", BOARD, fill("object", "Tally", kind="System", start=20)), load_frames(tmp_path, (own,)))
    assert claim.predicate == "monitors"


def test_another_kind_leaves_the_general_frame(frames: Frames) -> None:
    [claim] = make(say("use", BOARD, fill("object", "drone", kind="DataCategory", start=20)), frames)
    assert claim.predicate == "uses"


def test_roles_come_from_prepositions(frames: Frames) -> None:
    unit = fill("with", "Unit", kind="OrganizationalUnit", start=40)
    [claim] = make(say("share", BOARD, fill("object", "image", start=20), unit), frames)
    assert claim.roles == (Role("recipient", Thing("OrganizationalUnit", "Unit")),)


def test_a_purpose_keeps_its_words(frames: Frames) -> None:
    [claim] = make(say("use", BOARD, fill("object", "drone", start=20), fill("for", "patrols", start=40)), frames)
    assert claim.roles == (Role("purpose", Value("patrols")),)


@pytest.mark.parametrize(("polarity", "expected"), [("Affirmed", "Denied"), ("Denied", "Affirmed")])
def test_a_frame_that_denies_turns_the_polarity(frames: Frames, polarity: str, expected: str) -> None:
    [claim] = make(say("withhold", BOARD, fill("object", "image", start=20), polarity=polarity), frames)
    assert (claim.predicate, claim.polarity) == ("shares", expected)


def test_every_subject_goes_with_every_object(frames: Frames) -> None:
    clause = say("share", fill("subject", "A", "B"), fill("object", "x", "y", start=20))
    assert len(make(clause, frames)) == 4


def test_respectively_pairs_them_in_order(frames: Frames) -> None:
    how = ("construction:respectively",)
    clause = say("share", fill("subject", "A", "B"), fill("object", "x", "y", start=20), how=how)
    pairs = [(claim.subject.label, claim.object) for claim in make(clause, frames)]
    assert pairs == [("A", Thing("Thing", "x")), ("B", Thing("Thing", "y"))]


def test_a_verb_with_its_preposition_takes_the_phrase_behind_it(frames: Frames) -> None:
    [claim] = make(say("rely", BOARD, fill("on", "Tally", start=20)), frames)
    assert (claim.predicate, claim.object) == ("reliesOn", Thing("Thing", "Tally"))


def test_a_light_form_is_about_what_follows_its_noun(frames: Frames) -> None:
    [claim] = make(
        say("conduct", BOARD, fill("object", "audit", start=20), fill("object of", "Tally", start=30)), frames
    )
    assert (claim.predicate, claim.object) == ("audits", Thing("Thing", "Tally"))


def test_a_passive_without_agent_is_unstated_where_the_predicate_allows_it(frames: Frames) -> None:
    [claim] = make(say("share", fill("object", "image")), frames)
    assert claim.subject == UNSTATED
    assert make(say("rely", fill("on", "image")), frames) == []


def test_a_bare_participle_must_say_where_data_goes(frames: Frames) -> None:
    how = ("construction:participle", "voice:passive")
    assert len(make(say("share", fill("object", "image"), fill("to", "court", start=20), how=how), frames)) == 1
    assert make(say("share", fill("object", "image"), how=how), frames) == []
    assert make(say("use", fill("object", "image"), how=how), frames) == []


@pytest.mark.parametrize(
    "clause",
    [
        say("share", BOARD, fill("object", "image", start=20), modality=""),
        say("fly", BOARD, fill("object", "image", start=20)),
        say("share", BOARD),
        say("supply", fill("object", "image")),
    ],
    ids=["not asserted", "no frame", "no object", "nobody acts"],
)
def test_nothing_is_claimed(clause: Clause, frames: Frames) -> None:
    assert make(clause, frames) == []


def test_how_it_was_obtained_names_the_form(frames: Frames) -> None:
    [claim] = make(say("share", BOARD, fill("object", "image", start=20)), frames)
    assert claim.how[0] == "frame:shares/share"
