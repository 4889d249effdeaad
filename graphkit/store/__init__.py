"""Builds in, running triple stores that hold them out: `load_build("exports/letter", "http://127.0.0.1:7878")`."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.store.loading import LoadOptions, LoadReport, load_build

__all__ = ["LoadOptions", "LoadReport", "load_build"]


def __getattr__(name: str) -> Any:
    """What this package offers, imported on first use."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from graphkit.store import loading

    return getattr(loading, name)
