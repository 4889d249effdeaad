"""The README shows what the commands print: every ```console block is run, in order, in a folder of its own.

GRAPHKIT_WRITE_README=1 writes what they print now into the README instead. A line that is only `…` stands for any
number of lines that are left out.
"""
from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from graphkit.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = "…"
KEPT = 3  # lines shown on each side of what is left out, when a block is written anew


def split_block(block: str) -> list[tuple[str, str]]:
    """A console block in, each command with the `> ` lines that continue it, and the output shown below it, out."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)
    assert parts[0] == "", f"a console block starts with a command: {block!r}"
    found = [re.fullmatch(r"([^\n]*\n(?:> [^\n]*\n)*)(.*)", part, re.DOTALL) for part in parts[1:]]
    return [(match[1].removesuffix("\n"), match[2]) for match in found if match]


def run_command(command: str, folder: Path) -> str:
    """A shell command in, what it prints out."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
                   "COLUMNS": "120", "NO_COLOR": "1", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    return done.stdout + done.stderr


def fits(shown: str, printed: str) -> bool:
    """Whether the output is what is shown, but for what is left out."""
    pieces = re.split(rf"^{LEFT_OUT}\n", shown, flags=re.MULTILINE)
    return re.fullmatch(".*".join(map(re.escape, pieces)), printed, re.DOTALL) is not None


def shorten(shown: str, printed: str) -> str:
    """What a command prints in, cut where the README cut it before, out."""
    pieces = re.split(rf"^{LEFT_OUT}\n", shown, flags=re.MULTILINE)
    if len(pieces) == 1 or fits(shown, printed):
        return shown if fits(shown, printed) else printed
    lines = printed.splitlines(keepends=True)
    head, tail = max(KEPT, pieces[0].count("\n")), pieces[-1].count("\n")
    return "".join([*lines[:head], f"{LEFT_OUT}\n", *(lines[-tail:] if tail else [])])


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with what a checkout has that the README's commands read, and nothing that they write."""
    place = tmp_path_factory.mktemp("readme")
    for name in ("seeds", "tests/gold", "tests/corpus"):
        shutil.copytree(ROOT / name, place / name)
    return place


@pytest.mark.slow
def test_every_shown_command_prints_what_is_shown(folder):
    text, wrong = README.read_text(encoding="utf-8"), []
    for block in BLOCK.findall(text):
        fresh = ""
        for command, shown in split_block(block):
            printed = run_command(re.sub(r"^> ", "", command, flags=re.MULTILINE), folder)
            fresh += f"$ {command}\n{shorten(shown, printed)}"
            if not fits(shown, printed):
                wrong.append(f"$ {command}\nshown:\n{shown}printed:\n{printed}")
        text = text.replace(block, fresh)
    if os.environ.get("GRAPHKIT_WRITE_README"):
        README.write_text(text, encoding="utf-8")
    else:
        assert not wrong, "\n\n".join(wrong)


def test_the_two_commands_of_the_set_up_are_shown():
    lines = README.read_text(encoding="utf-8").splitlines()
    for command in ("pip install . && graphkit build seeds/ice-wyden-2019.txt", "pip install '.[test]' && pytest"):
        assert lines.count(command) == 1


def test_every_command_is_in_the_readme():
    text = README.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"graphkit {name}" not in text] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name):
    command = main.get_command(click.Context(main), name)
    assert command is not None and command.help
    assert f"graphkit {name}" in command.help.partition("Example")[2]
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_every_link_to_a_file_leads_to_one():
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", README.read_text(encoding="utf-8"))
    assert links and [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize(("shown", "printed", "expected"), [
    ("a\nb\n", "a\nb\n", True),
    ("a\n…\nd\n", "a\nb\nc\nd\n", True),
    ("a\n…\n", "a\nb\n", True),
    ("a\n…\nd\n", "a\nb\nc\n", False),
    ("a\n", "a\nb\n", False),
])
def test_left_out_lines_fit_anything(shown, printed, expected):
    assert fits(shown, printed) is expected
