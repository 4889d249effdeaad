"""A graph in, its diagrams as files out: the whole, and one for each system and organization.

Graphviz lays a page out in a few milliseconds and takes ten times that to paint a PNG. So every page is laid out
both ways, one program for all; the better way is painted; and the paintings are shared among the machine's cores.
"""
from __future__ import annotations

import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Store

from graphkit.diagram.crossing import count_crossings
from graphkit.diagram.draw import draw_page, move_names, turn_page
from graphkit.diagram.page import build_page, list_subjects
from graphkit.diagram.picture import Page, Picture
from graphkit.diagram.read import read_flows
from graphkit.diagram.rendering import draw_files, measure_svg, rate_size
from graphkit.errors import DiagramError
from graphkit.graph import Graph

WHOLE = "dataflow"
DIRECTIONS = ("LR", "TB")
SLUG = 60  # characters


def write_diagrams(graph: Store | Graph, folder: Path) -> tuple[Path, ...]:
    """The diagrams of a graph as DOT, SVG and PNG files in a folder: dataflow.* and dataflow-<slug>.*."""
    with paint_diagrams(graph, folder) as names:
        pass
    return tuple(folder / f"{name}.{ending}" for name in names for ending in ("dot", "svg", "png"))


@contextmanager
def paint_diagrams(graph: Store | Graph, folder: Path) -> Iterator[tuple[str, ...]]:
    """The same, with the DOT and SVG files there from the start, and the PNG files, which take longest, at the end.

    They are painted meanwhile, in other processes.
    """
    pages = list_pages(read_flows(graph if isinstance(graph, Store) else graph.store))
    with name_faults(folder):
        lent = tempfile.TemporaryDirectory(prefix=".diagrams-", dir=folder)
    with lent as place, ThreadPoolExecutor(1) as beside:
        aside = Path(place)
        with name_faults(folder):
            texts, svgs = fit_pages(pages, aside)
            painted = beside.submit(paint_pages, texts, aside)
            for name, text in texts.items():
                (aside / f"{name}.dot").write_text(text, encoding="utf-8")
                (aside / f"{name}.svg").write_bytes(svgs[name])
            move_files(aside, folder, [f"{name}.{ending}" for name in texts for ending in ("dot", "svg")])
        yield tuple(texts)
        with name_faults(folder):
            painted.result()
            move_files(aside, folder, [f"{name}.png" for name in texts])


@contextmanager
def name_faults(folder: Path) -> Iterator[None]:
    """Have an error of the file system say what cannot be written."""
    try:
        yield
    except OSError as error:
        raise DiagramError(f"{error.filename or folder}: cannot be written: {error.strerror or error}") from error


def move_files(source: Path, folder: Path, names: Iterable[str]) -> None:
    """Files that were drawn aside to where they belong, in the place of earlier ones."""
    for name in names:
        shutil.move(source / name, folder / name)


def list_pages(picture: Picture) -> dict[str, Page]:
    """The pages of all diagrams of a build, by the names of their files."""
    pages = {WHOLE: build_page(picture)}
    subjects = list_subjects(picture)
    for slug, iri in zip(build_slugs(subjects), subjects, strict=True):
        pages[f"{WHOLE}-{slug}"] = build_page(picture, focus=iri)
    return pages


def fit_pages(pages: Mapping[str, Page], folder: Path, title: str = "") -> tuple[dict[str, str], dict[str, bytes]]:
    """Each page's DOT text and SVG, in the direction in which it fits best; LR where both fit alike.

    Where an arrow still crosses the name of a boundary, the names are tried at the other side as well.
    """
    drawn = {name: draw_page(page, title=title, name=name).to_string() for name, page in pages.items()}
    texts = {(name, way): turn_page(text, way) for name, text in drawn.items() for way in DIRECTIONS}
    svgs = lay_out(texts, folder)
    best = choose_ways(pages, svgs)
    crossed = [name for name, way in best.items() if count_crossings(svgs[name, way])]
    if crossed:
        moved = {(name, f"{way}.right"): move_names(texts[name, way]) for name in crossed for way in DIRECTIONS}
        texts |= moved
        svgs |= lay_out(moved, folder)
        best |= choose_ways(crossed, svgs)
    return {name: texts[name, way] for name, way in best.items()}, {name: svgs[name, way] for name, way in best.items()}


def lay_out(texts: Mapping[tuple[str, str], str], folder: Path) -> dict[tuple[str, str], bytes]:
    """DOT texts by page and way to their SVGs."""
    share_work({f"{name}.{way}": text for (name, way), text in texts.items()}, folder, ("svg",))
    return {(name, way): (folder / f"{name}.{way}.svg").read_bytes() for name, way in texts}


def choose_ways(names: Iterable[str], svgs: Mapping[tuple[str, str], bytes]) -> dict[str, str]:
    """The way of drawing each page in which it fits best, the first of equals."""
    return {
        name: min((way for page, way in svgs if page == name), key=lambda way: rate_page(svgs[name, way], way))
        for name in names
    }


def rate_page(svg: bytes, way: str) -> float:
    """How ill a page fits: by its size, and a fifth worse for every name of a boundary that an arrow crosses."""
    return rate_size(measure_svg(svg), way[:2]) * (1 + count_crossings(svg) / 5)


def paint_pages(texts: Mapping[str, str], folder: Path) -> None:
    """DOT texts to PNG files."""
    share_work(texts, folder, ("png",))


def share_work(texts: Mapping[str, str], folder: Path, formats: tuple[str, ...]) -> None:
    """DOT texts to drawings, by one program for each core: big and small pages mixed."""
    workers = max(1, min(os.cpu_count() or 1, len(texts)))
    by_size = sorted(texts, key=lambda name: (len(texts[name]), name))
    with ThreadPoolExecutor(workers) as pool:
        shares = [{name: texts[name] for name in by_size[first::workers]} for first in range(workers)]
        list(pool.map(lambda share: draw_files(folder, share, formats), shares))


def fit_page(page: Page, *, title: str = "", name: str = WHOLE) -> str:
    """A page's DOT text in the direction in which it fits best."""
    with tempfile.TemporaryDirectory() as folder:
        return fit_pages({name: page}, Path(folder), title)[0][name]


def build_slugs(iris: Iterable[str]) -> list[str]:
    """IRIs to the ends of file names: their last parts in lower case, told apart by a number."""
    slugs: list[str] = []
    for iri in iris:
        plain = unicodedata.normalize("NFKD", re.split(r"[/#]", iri)[-1]).encode("ascii", "ignore").decode("ascii")
        slug = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:SLUG] or "thing"
        taken = [other for other in slugs if other == slug or re.fullmatch(re.escape(slug) + r"-\d+", other)]
        slugs.append(f"{slug}-{len(taken) + 1}" if slug in slugs else slug)
    return slugs
