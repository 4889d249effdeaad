"""Builds whose reports are looked at: an ordinary letter, one that says nothing, and one written to do harm."""
from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.cli import main

LETTER = """Port Authority
Response to Senator Day
3 May 2021

1. Who keeps the photographs?

The Harbor Bureau (HB) keeps photographs in the Gate Log System (GLS). The Gate Log System is owned by HB.
HB does not share photographs with the Coast Service. HB is not aware of any written guidance.

a. Who may see them?

The Coast Service may query GLS. HB submits photographs to the Tide Office through GLS.

2. How long are photographs kept?

HB deletes photographs after 30 days.

3. Thank you.
"""
SILENT = """Notes

Who keeps the photographs?
"""
#: Markup, quotes of all that the page is written in, marks that turn the reading order, and a sentence without end.
HOSTILE = (
    """Port Authority <script>document.title = "taken"</script>
Response to Senator "Day" <img src=x onerror=alert(1)>
3 May 2021

1. Who keeps the "photographs'</textarea></script><script>document.title='taken'</script>?

The Harbor Bureau (HB) keeps <b onmouseover=alert(1)>photographs</b> in the Gate\u202e Log \u2066System. """
    """HB does not share photographs with the "Coast' Service --> </style><svg onload=alert(1)>. =HYPERLINK("x") is """
    """shared by HB with the Tide Office. The {{ 7 * 7 }} {% raw %} Bureau shares &lt;photographs&gt; with the Tide """
    """Office \u200f\u202d.

The Harbor Bureau shares """ + "very " * 1000 + """old photographs with the Tide Office.
"""
)


def build(text: str, folder: Path, name: str) -> Path:
    """A letter to the folder of its build."""
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["build", str(folder / f"{name}.txt"), "--output", str(folder)])
    assert result.exit_code == 0, result.output
    return folder / name


@pytest.fixture(scope="session")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(LETTER, tmp_path_factory.mktemp("report"), "harbor")


@pytest.fixture(scope="session")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(SILENT, tmp_path_factory.mktemp("report"), "silent")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(HOSTILE, tmp_path_factory.mktemp("report"), "hostile")
