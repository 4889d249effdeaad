"""`ontology/cues/*.yaml` in, plain mappings out: the words that carry polarity, modality, time and the like."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from graphkit.errors import OntologyError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """The content of one YAML file. Raises OntologyError that names file, line and reason."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}" if mark else str(path)
        raise OntologyError(f"{place}: {getattr(error, 'problem', None) or error}") from error
    except UnicodeDecodeError as error:
        raise OntologyError(f"{path}: not UTF-8 at byte {error.start}") from error
    except OSError as error:
        raise OntologyError(f"{path}: {error.strerror}") from error


def load_cues(folder: Path) -> dict[str, Any]:
    """Every cue file of the ontology at `folder`, by its stem. Raises OntologyError if one is broken."""
    cues = {}
    for path in sorted((folder / "cues").glob("*.yaml")):
        cues[path.stem] = read_yaml(path)
        if not isinstance(cues[path.stem], (dict, list)):
            raise OntologyError(f"{path}:1: a mapping or a list was expected, not {type(cues[path.stem]).__name__}")
    return cues


def find_line(path: Path, place: int, key: str) -> int:
    """The line on which the entry at `place` of a list, or its `key` if it has one, stands in a YAML file."""
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    entry = root.value[place] if isinstance(root, yaml.SequenceNode) else root
    keys = [name for name, _ in entry.value if name.value == key] if isinstance(entry, yaml.MappingNode) else []
    node = keys[0] if keys else entry
    return int(node.start_mark.line) + 1 if node is not None else 1
