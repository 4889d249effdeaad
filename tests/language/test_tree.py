"""The parser comes without spaCy's command line, and takes nothing away from those who want that."""
from __future__ import annotations

import subprocess
import sys

CODE = """
from graphkit.language.parsing import load_parser
parser = load_parser()
import sys
assert "spacy.cli" not in sys.modules, "what stood in for it is gone"
import spacy.cli
assert spacy.cli.__file__ and callable(spacy.cli.info)
print(*parser.pipe_names)
"""


def test_the_parser_loads_without_the_command_line_of_spacy() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "parser" in done.stdout and "ner" not in done.stdout.split()
