"""A number of words in, what the parse of such a document and the rest of its extraction cost out, as JSON.

It measures itself, and so runs in a process of its own:

    python tests/benchmarks/extraction.py WORDS

parse   seconds of the processor in spaCy: tokenizer, tagger, parser, lemmatizer
rest    those of all other stages, from the document as it was read to its claims
memory  MiB at the most, above what the process holds once model and words are loaded and a letter is read
"""
from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

import graphkit.language.parsing as parsing
from graphkit.document import read_document
from graphkit.pipeline import extract_claims

ROOT = Path(__file__).parent.parent.parent
LETTER = ROOT / "seeds" / "ice-wyden-2019.txt"


class TimedParser:
    """The parser, which adds up what it costs."""

    def __init__(self, parser):
        self.parser = parser
        self.spent = 0.0

    def make_doc(self, text):
        start = time.process_time()
        doc = self.parser.make_doc(text)
        self.spent += time.process_time() - start
        return doc

    def pipe(self, docs, **options):
        parsed = iter(self.parser.pipe(docs, **options))
        while True:
            start = time.process_time()
            doc = next(parsed, None)
            self.spent += time.process_time() - start
            if doc is None:
                return
            yield doc


def measure_extraction(letter: Path) -> dict[str, float]:
    parser = TimedParser(parsing.load_parser())
    parsing.load_parser = lambda: parser
    extract_claims(read_document(LETTER))
    loaded, parser.spent = measure_peak(), 0.0
    document = read_document(letter)
    start = time.process_time()
    claims, _ = extract_claims(document)
    rest = time.process_time() - start - parser.spent
    return {
        "words": len(document.text.split()),
        "claims": len(claims),
        "parse": round(parser.spent, 3),
        "rest": round(rest, 3),
        "ratio": round(rest / parser.spent, 3),
        "memory": round(measure_peak() - loaded, 1),
    }


def measure_peak() -> float:
    """MiB that this process held at the most; macOS counts bytes, Linux KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def write_letter(words: int, path: Path) -> Path:
    """A text of at least so many words, of the paragraphs of the corpus in turn."""
    texts = [source.read_text(encoding="utf-8") for source in [*sorted((ROOT / "tests/corpus").glob("*.txt")), LETTER]]
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n")]
    taken, count, place = [], 0, 0
    while count < words:
        paragraph = paragraphs[place * 7919 % len(paragraphs)]  # a prime, so that documents are mixed
        taken.append(paragraph)
        count, place = count + len(paragraph.split()), place + 1
    path.write_text("\n\n".join(taken), encoding="utf-8")
    return path


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        letter = write_letter(int(sys.argv[1]), Path(folder) / "letter.txt")
        print(json.dumps(measure_extraction(letter)))
