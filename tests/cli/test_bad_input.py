"""Bad input through the command line: one line with file, place and reason, exit code 1, nothing half written."""
from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LETTER = "The Bureau shares images with the Agency. The Bureau does not share fingerprints with anyone.\n"
HUGE = 65 * 1024 * 1024

#: The name of a bad letter, what it holds, and what its one line must say beside its name.
LETTERS = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n\r\n", "empty"),
    "zeros.txt": (bytes(64), ""),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ""),
    "misencoded.txt": ("The Bureau shares “images”.".encode() + b"\x81\x8d\x9d", "byte"),
    "halfmark.txt": (b"\xff\xfeT\x00h\x00e\x00\xd8", "UTF-16"),
    "fake.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00\x01\x02 nothing that a PDF has\n", ""),
    "nosentence.txt": (b"1.\n\n2.\n\n---\n\n* * *\n", "sentence"),
}


def run_graphkit(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "graphkit", *map(str, arguments)], cwd=cwd, capture_output=True,
                          text=True, timeout=120)


def assert_one_line(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Whether a command failed as it should: no output, and one line that holds the words."""
    assert (done.returncode, done.stdout) == (1, ""), done
    line, = done.stderr.splitlines()
    assert line.startswith("Error: ") and len(line) > len("Error: ")
    assert [word for word in words if word not in line] == [], line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", LETTERS)
def test_a_bad_letter_is_one_line(folder, name):
    content, reason = LETTERS[name]
    (folder / name).write_bytes(content)
    assert_one_line(run_graphkit("build", name, cwd=folder), name, reason)
    assert not (folder / "exports").exists()


def test_a_missing_letter_is_one_line(folder):
    assert_one_line(run_graphkit("build", "none.txt", cwd=folder), "none.txt", "No such file")


def test_a_folder_is_no_letter(folder):
    (folder / "letters").mkdir()
    assert_one_line(run_graphkit("build", "letters", cwd=folder), "letters", "folder")


def test_a_huge_letter_is_refused_by_its_size(folder):
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(HUGE)
    assert_one_line(run_graphkit("build", "huge.txt", cwd=folder), "huge.txt", str(HUGE))


def test_an_unknown_kind_of_file_is_refused(folder):
    (folder / "letter.xyz").write_bytes(b"\x00\x01\x02")
    assert_one_line(run_graphkit("build", "letter.xyz", cwd=folder), "letter.xyz")


@pytest.mark.slow
def test_the_good_letters_are_built_beside_a_bad_one(folder):
    done = run_graphkit("build", "none.txt", "letter.txt", cwd=folder)
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if "none.txt" in line] == done.stderr.splitlines()
    assert (folder / "exports" / "letter" / "graph.ttl").is_file() and "written to exports/letter" in done.stdout


@pytest.mark.slow
def test_an_output_below_a_file_is_one_line(folder):
    done = run_graphkit("build", "letter.txt", "--output", "letter.txt/builds", cwd=folder)
    assert_one_line(done, "letter.txt/builds")


def test_a_file_in_the_place_of_a_build_is_kept(folder):
    (folder / "exports").mkdir()
    (folder / "exports" / "letter").write_text("mine")
    assert_one_line(run_graphkit("build", "letter.txt", cwd=folder), "exports/letter", "not a folder")
    assert (folder / "exports" / "letter").read_text() == "mine"


def test_a_folder_that_is_no_build_is_kept(folder):
    (folder / "exports" / "letter").mkdir(parents=True)
    (folder / "exports" / "letter" / "mine.txt").write_text("mine")
    assert_one_line(run_graphkit("build", "letter.txt", cwd=folder), "exports/letter", "not a build", "--force")
    assert [file.name for file in (folder / "exports" / "letter").iterdir()] == ["mine.txt"]


@pytest.mark.slow
def test_a_write_that_fails_leaves_the_earlier_build(folder):
    """The whole of the disk cannot be filled here: a limit on the size of files does the same."""
    assert run_graphkit("build", "letter.txt", cwd=folder).returncode == 0
    before = {file: file.read_bytes() for file in sorted((folder / "exports").rglob("*")) if file.is_file()}
    (folder / "letter.txt").write_text(LETTER * 20, encoding="utf-8")
    limited = ("import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
               "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); sys.dont_write_bytecode = True; "
               "from graphkit.cli import main; main()")
    done = subprocess.run([sys.executable, "-c", limited, "build", "letter.txt"], cwd=folder, capture_output=True,
                          text=True, timeout=120)
    assert_one_line(done, "written")
    assert {file: file.read_bytes() for file in sorted((folder / "exports").rglob("*")) if file.is_file()} == before


def test_two_letters_of_one_name_are_wrong_usage(folder):
    (folder / "letter.md").write_text(LETTER, encoding="utf-8")
    done = run_graphkit("build", "letter.txt", "letter.md", cwd=folder)
    assert done.returncode == 2 and "exports/letter" in done.stderr and not (folder / "exports").exists()


def break_yaml(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8") + "\n  broken: [\n", encoding="utf-8")


def break_bytes(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\n# \xff\xfe\n")


BREAKS = [("frames", break_yaml), ("frames", break_bytes), ("cues", break_yaml), ("rules", break_yaml),
          ("names", break_yaml)]


@pytest.mark.slow
@pytest.mark.parametrize(("part", "harm"), BREAKS, ids=[f"{part}-{harm.__name__}" for part, harm in BREAKS])
def test_a_broken_file_of_the_ontology_is_one_line(folder, part, harm):
    for name in ("graphkit", "ontology"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    file = next(file for file in sorted((folder / "ontology" / part).iterdir()) if file.is_file())
    harm(file)
    assert_one_line(run_graphkit("build", "letter.txt", cwd=folder), file.name)
    assert not (folder / "exports").exists()


@pytest.mark.parametrize(("arguments", "words"), [
    (("verify", "none"), ("none", "not found")),
    (("verify",), ("exports", "no build")),
    (("validate", "none"), ("none", "not found")),
    (("verify", "letter.txt"), ("letter.txt",)),
    (("evaluate", "none.psv"), ("none.psv", "No such file")),
    (("evaluate", ROOT / "tests" / "gold" / "gsa-ogp1-sorn.psv", "."), ("gsa-ogp1-sorn: not found",)),
    (("evaluate", "letter.txt"), ("letter.txt:1", "fields")),
])
def test_a_check_of_nothing_is_one_line(folder, arguments, words):
    assert_one_line(run_graphkit(*arguments, cwd=folder), *words)


#: A file for an option of `build`, what it holds, and what its one line must say beside its name.
ADDITIONS = {
    "--frames": ("- predicate: shares\n  verbs: [lend]\n  roles: {to: whom}\n", ":3:", "'whom'"),
    "--names": ("@prefix n: <urn:n/> .\n\nn:a <http://www.w3.org/2004/02/skos/core#prefLabel> 'A' .\n", ":3:", "type"),
}


@pytest.mark.parametrize("option", ADDITIONS)
def test_a_broken_file_of_the_users_is_one_line(folder, option):
    content, line, reason = ADDITIONS[option]
    (folder / "own").write_text(content, encoding="utf-8")
    assert_one_line(run_graphkit("build", "letter.txt", option, "own", cwd=folder), f"own{line}", reason)
    assert_one_line(run_graphkit("build", "letter.txt", option, "none", cwd=folder), "none", "No such file")
    assert not (folder / "exports").exists()
