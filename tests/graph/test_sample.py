"""The invented letter: its graph is what stands in `tests/data/sample`, and says what its claims say."""
from __future__ import annotations

from pathlib import Path

from graphkit.export import write_exports
from graphkit.graph import build_graph

from .sample import CLAIMS, DOCUMENT

SAMPLE = Path(__file__).parents[1] / "data" / "sample"


def test_sample_is_up_to_date(tmp_path: Path) -> None:
    """To write it anew: python -m tests.graph.test_sample"""
    write_exports(build_graph(DOCUMENT, CLAIMS), tmp_path)
    assert (tmp_path / "graph.trig").read_bytes() == (SAMPLE / "graph.trig").read_bytes()


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        write_exports(build_graph(DOCUMENT, CLAIMS), Path(folder))
        (SAMPLE / "graph.trig").write_bytes((Path(folder) / "graph.trig").read_bytes())
