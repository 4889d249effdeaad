"""The contents of a report in, its page out: one file that fetches nothing, its script and style named by their hashes.

Every word of a document passes through the template's escaping. The policy of the page (Content Security Policy, in the
page itself and for a server to send) admits that one script and style alone: markup that came from a document could not
run even if it got there.
"""
from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from graphkit.report.colours import turn_colours
from graphkit.report.contents import Contents
from graphkit.report.wording import load_stances, load_words

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent
#: The parts of the page's style and script, in order; the script is one module.
STYLES = ("tokens.css", "layout.css", "document.css", "diagram.css", "evidence.css", "tables.css",
          "narrow.css", "print.css")
SCRIPTS = ("page.js", "selection.js", "evidence.js", "diagram.js", "tables.js", "views.js", "start.js")
#: What HTML cannot hold: controls, and halves of a pair that broken text may have.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Link(Struct, frozen=True):
    """A way out of the page where it is served: its words and its address."""

    words: str
    address: str


def render_page(contents: Contents, links: Sequence[Link] = ()) -> str:
    """A report's page. The same contents give the same text."""
    template = load_environment().get_template("report.html.j2")
    page = template.render(contents=contents, links=links, stances=load_stances(), words=load_words(),
                           style=join_style(), script=join_assets(SCRIPTS), policy=build_policy())
    return page if page.endswith("\n") else f"{page}\n"


def build_policy() -> str:
    """The Content Security Policy of every report: its own script and style, nothing from elsewhere."""
    script, style = hash_source(join_assets(SCRIPTS)), hash_source(join_style())
    return (f"default-src 'none'; script-src {script}; style-src {style}; img-src data:; base-uri 'none'; "
            "form-action 'none'")


def hash_source(text: str) -> str:
    """A script or style to the source expression that admits it."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def join_style() -> str:
    """The page's style, with the colours of drawings turned for the dark."""
    return f"{join_assets(STYLES)}{turn_colours()}"


@cache
def join_assets(names: tuple[str, ...]) -> str:
    """Files of assets/ as one text, as it stands between the tags."""
    return "\n" + "\n".join((HERE / "assets" / name).read_text(encoding="utf-8").strip() for name in names) + "\n"


@cache
def load_environment() -> Environment:
    """The templates, with escaping that no template can forget."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=show_value, auto_reload=False,
    )
    environment.filters["safe_drawing"] = mark_safe
    return environment


def show_value(value: Any) -> Any:
    """What a template prints: characters that a page cannot hold become the sign for them."""
    return UNPRINTABLE.sub("\ufffd", value) if type(value) is str and UNPRINTABLE.search(value) else value


def mark_safe(markup: str) -> Any:
    """Markup that graphkit itself wrote (drawings, script, style) as what needs no escaping."""
    from markupsafe import Markup

    return Markup(markup)
