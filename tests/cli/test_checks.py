"""`graphkit checks` over a build: findings in every format, hostile words escaped."""
from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from graphkit.cli import main

LETTER = """Harbor Bureau
Response to Senator Day
3 May 2021

1. How many <b>gates</b> are there?

120 of the 400 gates, or 31 percent, are open. Attached please find “=HYPERLINK(Plan)|<script>.”
"""


def test_findings_in_every_format(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    runner = CliRunner()
    assert runner.invoke(main, ["build", str(tmp_path / "letter.txt"), "-o", str(tmp_path)]).exit_code == 0
    outputs = {form: runner.invoke(main, ["checks", str(tmp_path / "letter"), "-f", form]).stdout
               for form in ("table", "csv", "json", "markdown")}  # fmt: skip
    rows = json.loads(outputs["json"])["rows"]
    assert [(row["check"], row["finding"]) for row in rows] == [
        ("share", "120 of 400 is 30.00 percent"), ("reference", "attachment that is not in the document")]
    assert "'=HYPERLINK" in outputs["csv"] and "<script>" not in outputs["markdown"]
    assert "120 of the 400 gates, or 31 percent" in outputs["table"]
