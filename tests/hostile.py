"""A record with all that could do harm in every free text of every table, and one just as long that could not."""

import csv
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from conftest import FIXTURE

from techvisits.package.descriptor import Field, Table, load_descriptor, load_tables

MARKUP = (
    "<script>alert(1)</script>\"'></title></style></script></textarea></svg>"
    "<img src=x onerror=alert(2)> onclick=alert(3) ]]><!--&lt;b&gt; {{ 7*7 }} {n} {0} %s \\"
)
LINES = "\r\nATTACH:https://evil.example/x\r\nEND:VEVENT\nER  - \r\rX-Evil: 1\u2028\u2029\x85\x0b\x0c\x01\x1b\x7f\ufffe\uffff"
TURNED = "\u202egnp.exe\u2066\u2067x\u200f\u061c\U000e0041\u200b\ufeff"
LINKS = "](javascript:alert(4)) ![x](//evil.example) <javascript:alert(5)> data:text/html,x www.evil.example :red[x] $x$ `c` | ~~s~~"
STARTS = (
    "",
    '=HYPERLINK("https://evil.example")',
    "@@=alert(6)",
    "+1+1",
    "-2+2",
    "@SUM(4)",
    "＝5",
    "\t=1",
    "\r\n=3",
    "@@#",
)
"""What a spreadsheet or deck.gl runs where a text begins so."""

HOSTILE = f"{MARKUP} {LINES} {TURNED} {LINKS}"
URL = "https://example.org/\"'><script>alert(7)</script>]]>\u202e\x01{n}\\javascript:/"
LONG = "<b>&" * 25_000
Change = Callable[[str], str]


def spoil(folder: Path, change: Change = lambda text: text) -> None:
    """Write into every free text of every table of a package what could do harm, each after `change`."""
    for table in load_tables(load_descriptor(folder)).values():
        rewrite(folder / table.path, table, lambda field, n: change(text) if (text := _fill(field, n)) else "")


def write_both(root: Path) -> dict[str, Path]:
    """The small package with harm in every text, and one just as long and tame, in folders of their own."""
    folders = {}
    for name, change in {"hostile": lambda text: text, "tame": tame}.items():
        folders[name] = Path(shutil.copytree(FIXTURE, root / name))
        spoil(folders[name], change)
    return folders


def lengthen(folder: Path) -> None:
    """Make the first row's free texts of every table 100 kB long, and one of 1 MB."""
    for table in load_tables(load_descriptor(folder)).values():
        rewrite(folder / table.path, table, lambda field, n: _lengthen(field) if n == 0 else "")


def tame(text: str) -> str:
    """The text with letters in the place of all else, as long as it was."""
    address = text[:20] if text.startswith(URL[:20]) else ""
    return address + re.sub(r"[^\w;]", lambda found: _letter(found[0]), text.removeprefix(address))


def _letter(mark: str) -> str:
    """What does nothing and is as wide."""
    if mark.isspace():
        return " "
    return "。" if ord(mark) > 0x2E7F else "x"


def rewrite(path: Path, table: Table, fill: Callable[[Field, int], str]) -> None:
    """Write into a table what `fill` has for a field and the number of the row; what it has nothing for stays."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    for n, row in enumerate(rows):
        row.update({f.name: text for f in table.fields if f.name not in _ids(table) and (text := fill(f, n))})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table.field_names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def is_free(field: Field) -> bool:
    """Whether anything may be written there, as far as what is needed to serve a record says."""
    return field.type == "string" and not field.enum and not field.pattern and field.name != "topic_ids"


def list_texts(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row with the name of its table."""
    for table in load_tables(load_descriptor(folder)).values():
        with (folder / table.path).open(encoding="utf-8", newline="") as file:
            yield from ((table.name, dict(row)) for row in csv.DictReader(file))


def _lengthen(field: Field) -> str:
    return LONG * (10 if field.name == "summary" else 1) if is_free(field) else ""


def _ids(table: Table) -> set[str]:
    """What rows are found by; links name the pages of other tables."""
    keys = {"url"} if table.name == "links" else {name for name in table.key if name != "url"}
    return keys | {key.field for key in table.foreign_keys}


def _fill(field: Field, n: int) -> str:
    if field.pattern.startswith("^http"):
        return f"{URL}{n}"
    if not is_free(field):
        return ""
    text = STARTS[n % len(STARTS)] + HOSTILE
    if field.delimiter:
        text = text.replace(";", "")
        return f"{text};カナ{text};한글{text}"
    return text
