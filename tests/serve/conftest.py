from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serve.servers import LETTER, Server, run_serve


@pytest.fixture(scope="session")
def letter_server() -> Iterator[Server]:
    """The committed build of the letter, served as a user would serve it."""
    with run_serve(LETTER) as server:
        yield server
