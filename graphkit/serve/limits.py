"""What a request may cost: the one place for every bound of the server, and the status that tells of it."""
from __future__ import annotations

import os
from dataclasses import dataclass


def count_processors() -> int:
    """The processors that this process may use, at least 2: one long query must not hold up all others."""
    return max(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds; sizes in bytes, times in seconds.

    timeout   of one query, after which its process is ended (503)
    patience  how long a request waits for a process to be free (503 with Retry-After)
    queue     how many requests may wait at once (503 with Retry-After)
    workers   how many queries run at once
    result    of the answer, in the format that is asked for (422)
    memory    that a process may take beyond the data (500, as the process ends)
    body      of a request (413)
    url       of a request, path and query string (414)
    """

    timeout: float = 30.0
    patience: float = 30.0
    queue: int = 500
    workers: int = 2
    result: int = 64 * 2**20
    memory: int = 1024 * 2**20
    body: int = 2**20
    url: int = 32 * 2**10
