"""A scanned PDF in, its source out, by whichever of ocrmypdf and tesseract is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from graphkit.document.source import Source
from graphkit.errors import DocumentError

_SECONDS_A_FILE = 3600
_DOTS = 300 / 72


def recognize_text(content: bytes, path: Path) -> Source:
    """The text that recognition finds; DocumentError where no program is installed, or it fails."""
    for program, recognize in (("ocrmypdf", _run_ocrmypdf), ("tesseract", _run_tesseract)):
        if shutil.which(program):
            with tempfile.TemporaryDirectory() as folder:
                return recognize(content, path, Path(folder))
    raise DocumentError(f"{path}: a scan without text, and neither ocrmypdf nor tesseract is installed to read it")


def _run(command: list[str], path: Path) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS_A_FILE, check=True)
    except subprocess.TimeoutExpired as error:
        raise DocumentError(f"{path}: {command[0]} did not end within {_SECONDS_A_FILE} s") from error
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", b"") or str(error).encode()
        last = said.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        raise DocumentError(f"{path}: {command[0]} failed: {last[-1]}") from error
    return done.stdout.decode("utf-8", "replace")


def _run_ocrmypdf(content: bytes, path: Path, folder: Path) -> Source:
    from graphkit.document.pdf import read_pdf

    (folder / "in.pdf").write_bytes(content)
    _run(["ocrmypdf", "--quiet", "--output-type", "pdf", str(folder / "in.pdf"), str(folder / "out.pdf")], path)
    return read_pdf((folder / "out.pdf").read_bytes(), path)


def _run_tesseract(content: bytes, path: Path, folder: Path) -> Source:
    import pypdfium2

    from graphkit.document.pdf import join_pages

    document = pypdfium2.PdfDocument(content)
    pages: list[str] = []
    try:
        for index in range(len(document)):
            bitmap = document[index].render(scale=_DOTS, grayscale=True)
            rows = bytes(bitmap.buffer)
            lines = [rows[row * bitmap.stride : row * bitmap.stride + bitmap.width] for row in range(bitmap.height)]
            picture = folder / f"{index}.pgm"
            picture.write_bytes(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(lines))
            pages.append(_run(["tesseract", str(picture), "-"], path).replace("\f", "").strip())
            picture.unlink()
    finally:
        document.close()
    if not any(pages):
        raise DocumentError(f"{path}: tesseract found no text in it")
    return join_pages(pages)
