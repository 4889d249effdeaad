from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graphkit.diagram import build_page, fit_page, paint_diagrams, write_diagrams
from graphkit.diagram.write import build_slugs
from graphkit.errors import DiagramError
from graphkit.graph import Graph


@pytest.fixture(scope="module")
def folder(letter, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    write_diagrams(letter, folder)
    return folder


def test_the_whole_and_every_system_and_organization_get_three_files(folder):
    names = {path.stem for path in folder.iterdir()}
    assert {"dataflow", "dataflow-frs-2", "dataflow-berth-register", "dataflow-tetherapp", "dataflow-lumenor",
            "dataflow-coastal-permits-office", "dataflow-care-branch", "dataflow-airfield-authority"} <= names
    assert "dataflow-orsolo-systems" not in names  # nobody gives it anything
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        f"{name}.{ending}" for name in names for ending in ("dot", "svg", "png")
    )


def test_all_files_are_what_their_names_say(folder):
    for path in folder.iterdir():
        content = path.read_bytes()
        start = {".dot": b"digraph", ".svg": b"<?xml", ".png": b"\x89PNG"}[path.suffix]
        assert content.startswith(start) or b'digraph "dataflow' in content[:20]


def test_writing_twice_gives_the_same_bytes(folder, letter, tmp_path):
    again = {path.name: path.read_bytes() for path in write_diagrams(letter, tmp_path)}
    assert again == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_dot_file_is_what_the_svg_was_drawn_from(folder):
    for path in folder.glob("*.dot"):
        numbers = set(re.findall(r'id="(dataflow[\w-]*-flow[\d-]+)"', path.read_text(encoding="utf-8")))
        svg = path.with_suffix(".svg").read_text(encoding="utf-8").replace("&#45;", "-")
        drawn = set(re.findall(r'<g id="(dataflow[\w-]*-flow[\d-]+)"', svg))
        assert numbers == drawn != set()


def test_earlier_files_are_replaced_and_others_left_alone(letter, tmp_path):
    (tmp_path / "dataflow.svg").write_text("old")
    (tmp_path / "notes.txt").write_text("mine")
    write_diagrams(letter, tmp_path)
    assert (tmp_path / "dataflow.svg").read_bytes().startswith(b"<?xml")
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_built_graph_can_be_given_whole(letter, folder, tmp_path):
    graph = Graph(letter, NamedNode("https://w3id.org/graphkit/id/doc/0123456789ab"))
    assert len(write_diagrams(graph, tmp_path)) == len(list(folder.iterdir()))


def test_a_folder_that_is_not_there_is_an_error(letter, tmp_path):
    with pytest.raises(DiagramError, match=r"nowhere.*: cannot be written"):
        write_diagrams(letter, tmp_path / "nowhere")


def test_a_page_is_drawn_in_the_direction_in_which_it_fits(picture):
    text = fit_page(build_page(picture, focus="TetherApp"))
    assert "rankdir=TB;" in text or "rankdir=LR;" in text


@pytest.mark.parametrize(
    ("iris", "slugs"),
    [
        (["https://x/id/ats-p", "https://x/id/Ärzte#Café"], ["ats-p", "cafe"]),
        (["https://x/a", "https://y/a", "https://z/a"], ["a", "a-2", "a-3"]),
        (["https://x/a", "https://x/a-2", "https://y/a"], ["a", "a-2", "a-3"]),
        (["https://x/../..", "https://x/" + "y" * 300], ["thing", "y" * 60]),
    ],
)
def test_file_names_are_short_plain_and_unique(iris, slugs):
    assert build_slugs(iris) == slugs


def test_drawings_are_there_while_the_paintings_are_made(folder, letter, tmp_path):
    with paint_diagrams(letter, tmp_path) as names:
        assert all((tmp_path / f"{name}.svg").is_file() for name in names)
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in folder.iterdir()}


def test_an_error_beside_the_painting_stays_what_it_is(letter, tmp_path):
    with pytest.raises(FileNotFoundError), paint_diagrams(letter, tmp_path):
        (tmp_path / "nowhere").read_bytes()
    assert {path.suffix for path in tmp_path.iterdir()} == {".dot", ".svg"}
