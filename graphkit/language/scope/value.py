"""What is said of a clause, as one value, and what a governing word makes of it."""

from __future__ import annotations

from msgspec import Struct

from graphkit.language.lexicon import Governor
from graphkit.language.modality import weaken

#: Modalities of what is said to be so.
SOUND = frozenset({"Stated", "Procedural"})
#: Families of governors whose object is not there yet.
SEEKING = frozenset(
    {
        "desire", "intention", "deliberation", "commitment", "attempt", "requirement", "instruction", "expectation",
        "advice",
    }
)  # fmt: skip


class Scope(Struct, frozen=True):
    """Polarity, modality ('' asserts nothing) and the words that restrict a clause.

    withheld   why no fact follows from the clause although it is asserted, or ''
    purposive  whether it only says what something is for
    supposed   whether it only says on what occasion something else is so: whoever may do it is not said to
    """

    polarity: str = "Affirmed"
    modality: str = "Stated"
    restriction: str = ""
    how: tuple[str, ...] = ()
    withheld: str = ""
    purposive: bool = False
    supposed: bool = False

    @property
    def asserted(self) -> bool:
        """Whether the clause says anything at all."""
        return self.modality != ""

    @property
    def plain(self) -> bool:
        """Whether the clause says that something is so."""
        return self.polarity == "Affirmed" and self.modality in SOUND


SILENT = Scope(modality="")
STATED = Scope()


def apply_governor(governor: Governor, outer: Scope) -> Scope:
    """The scope of a clause under a governor that itself stands in `outer`."""
    denied = outer.polarity == "Denied"
    modality = governor.negated_modality if denied else governor.modality
    if not denied and governor.procedural and outer.modality == "Procedural":
        modality = governor.procedural
    polarity = governor.negated_polarity if denied else governor.polarity
    if not outer.asserted or modality in {"", "none"}:
        return SILENT
    if governor.family in {"report", "denial"} and outer.modality not in SOUND:
        return SILENT  # 'may say that', 'must certify that': it has not been said
    base = "Stated" if governor.family == "fact" else outer.modality
    own = base if modality == "keep" else weaken(base, modality)
    if outer.purposive and own in SOUND:
        return SILENT  # 'to ensure that X does': it is to be so
    how = (*outer.how, f"governor:{governor.word}")
    purposive = outer.purposive or governor.family == "design"
    polarity = "Denied" if polarity == "deny" else "Affirmed"
    return Scope(polarity, own, "", how, outer.withheld, purposive, outer.supposed)


def reverse(polarity: str) -> str:
    """The other polarity."""
    return "Affirmed" if polarity == "Denied" else "Denied"
