"""What the making of claims asks of a sentence that was read: the one shape that the stage before has to offer."""

from __future__ import annotations

from typing import Protocol

from graphkit.model import Clause, Mention, Sentence, Thing


class ReadSentence(Protocol):
    """What the language stage says of a sentence; see graphkit.language.Reading."""

    @property
    def sentence(self) -> Sentence: ...
    @property
    def clauses(self) -> tuple[Clause, ...]: ...
    @property
    def mentions(self) -> tuple[Mention, ...]: ...
    @property
    def silent(self) -> str: ...
    @property
    def verb(self) -> str: ...
    @property
    def author(self) -> Thing | None: ...
