"""The CSV as LibreOffice opens it: 日本語 and 한글 whole, every cell as it is written, and no formula run."""

import csv
import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import DATA

from techvisits.export.csv import build_csv
from techvisits.record.filters import Shown
from techvisits.record.load import load_record

RECORD = load_record(DATA)
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1;1)", '=HYPERLINK("https://example.org";"here")', "＝1+1", "\t=1+1")
# What a spreadsheet shows in its own way.
NUMBERS = ("date", "start_time", "end_time", "latitude", "longitude")
pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed: make outside")


def open_csv(content: bytes, folder: Path) -> ElementTree.Element:
    """The sheet that LibreOffice makes of the file, with the settings of a new user."""
    (folder / "meetings.csv").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = ["soffice", profile, "--headless", "--convert-to", "fods", "--outdir", folder, folder / "meetings.csv"]
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    sheet = ElementTree.parse(folder / "meetings.fods").find(f".//{TABLE}table")
    assert sheet is not None
    return sheet


def read_rows(sheet: ElementTree.Element) -> list[list[str]]:
    """The text of each cell as it is shown."""
    rows = []
    for row in sheet.iter(f"{TABLE}table-row"):
        cells: list[str] = []
        for cell in row.iter(f"{TABLE}table-cell"):
            text = "\n".join("".join(_texts(part)) for part in cell.iter(f"{TEXT}p"))
            cells += [text] * min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), 100)
        rows.append(cells)
    return rows


def _texts(part: ElementTree.Element) -> list[str]:
    """Its text; several spaces, and a tab, stand there as one element."""
    blanks = {f"{TEXT}s": " " * int(part.get(f"{TEXT}c", "1")), f"{TEXT}tab": "\t"}
    return [
        blanks.get(part.tag, part.text or ""),
        *(text for each in part for text in (*_texts(each), each.tail or "")),
    ]


def test_every_text_is_whole_and_no_formula_runs(tmp_path: Path) -> None:
    visits = [
        replace(visit, meeting=replace(visit.meeting, summary=FORMULAS[number], conflict="日本語 한글"))
        for number, visit in enumerate(RECORD.visits[: len(FORMULAS)])
    ]
    content = build_csv(Shown((*visits, *RECORD.visits), RECORD.meetings), RECORD)
    sheet = open_csv(content, tmp_path)
    assert [*sheet.iterfind(f".//*[@{TABLE}formula]")] == []
    expected = [*csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))]
    names, *rows = read_rows(sheet)
    assert names[: len(expected[0])] == expected[0]
    assert len(rows) >= len(expected) - 1
    for found, wanted in zip(rows, expected[1:], strict=False):
        for name, text in zip(expected[0], wanted, strict=True):
            if name not in NUMBERS:
                assert found[names.index(name)] == text


def test_a_formula_that_is_not_neutralised_would_be_seen(tmp_path: Path) -> None:
    visit = replace(RECORD.visits[0], meeting=replace(RECORD.visits[0].meeting, summary="=1+1"))
    content = build_csv(Shown((visit,), (visit.meeting,)), RECORD).replace(b"'=1+1", b"=1+1")
    assert len([*open_csv(content, tmp_path).iterfind(f".//*[@{TABLE}formula]")]) == 1
