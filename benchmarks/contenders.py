"""What the dashboard is held against, each started on the same visits, and how a reader uses each."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

import pandas as pd
from browser.serving import make_live, run_server, serve
from playwright.sync_api import Page

from techvisits.drawing import basemap
from techvisits.export.csv import build_csv
from techvisits.record.filters import Filters, apply
from techvisits.record.model import Visit
from techvisits.record.record import Record

FLOOR = Path(os.environ.get("FLOOR", Path(__file__).parents[2] / "shared" / "bench")) / "floor_app.py"
BUILD = Path("build")
DATASETTE = ("datasette==0.65.5", "datasette-cluster-map==0.18.2")
STREAMLIT = ("streamlit", "run")
OPTIONS = ("--server.headless", "true", "--server.port")
WRITTEN: Final[set[Path]] = set()
ORANGE, KINDS = (220, 80, 40), ((34, 88, 138), (180, 86, 26), (85, 112, 63))


@dataclass(frozen=True)
class Contender:
    """One page that shows the visits, as a reader and the bench find their way in it.

    `serving` starts it on a data package; `text` is a selector of the first row or number, `live` an expression that is true once
    count and filters answer, `count` one that gives the count's text. `maps` are selectors of what holds markers of these
    `colours`; `touch` has the maps live where they are not so by themselves, and `drawn` is an expression that is
    true once the picture that stands for them is there.
    """

    name: str
    serving: Callable[[Path, Record], AbstractContextManager[str]]
    text: str
    live: str
    count: str
    maps: tuple[str, ...]
    colours: tuple[tuple[int, int, int], ...]
    choose: Callable[[Page, str], Callable[[], object]]
    touch: Callable[[Page, int], None] | None = None
    drawn: str = ""


@contextmanager
def serve_ours(folder: Path, record: Record) -> Iterator[str]:
    """The dashboard."""
    with serve(TECHVISITS_DATA=str(folder)) as address:
        yield address


@contextmanager
def serve_floor(folder: Path, record: Record) -> Iterator[str]:
    """The least Streamlit app that filters, maps and lists visits."""
    table = write_once(f"floor-{len(record.visits)}.csv", lambda path: build_floor(record).to_csv(path, index=False))
    with run_server(*STREAMLIT, str(FLOOR), *OPTIONS, health="/_stcore/health", FLOOR_CSV=table) as address:
        yield address


@contextmanager
def serve_twin(folder: Path, record: Record) -> Iterator[str]:
    """The same content in Streamlit, done the usual way."""
    table = write_once(f"twin-{len(record.visits)}.csv", lambda path: write_twin(path, record))
    environment = {
        "TWIN_CSV": table,
        "TWIN_BASEMAP": str(basemap.FOLDER),
        "TWIN_STYLE": basemap.style_path("light", "en"),
    }
    app = str(Path(__file__).with_name("twin_app.py"))
    with run_server(*STREAMLIT, app, *OPTIONS, health="/_stcore/health", **environment) as address:
        yield address


def write_twin(path: Path, record: Record) -> None:
    """The rows of the twin: the CSV that the dashboard gives away, and who received."""
    kinds = {meeting.meeting_id: meeting.host_kind for meeting in record.meetings}
    path.write_bytes(build_csv(apply(Filters(), record), record))
    rows = pd.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False)
    rows.assign(host_kind=rows["meeting_id"].map(kinds)).to_csv(path, index=False, encoding="utf-8-sig")


def write_once(name: str, write: Callable[[Path], object]) -> str:
    """The file of that name, written by this run at most once: what a contender reads is no part of its start."""
    path = BUILD / name
    if path not in WRITTEN:
        write(path)
        WRITTEN.add(path)
    return str(path.resolve())


@contextmanager
def serve_datasette(folder: Path, record: Record) -> Iterator[str]:
    """Datasette with its map plugin, one table of all visits, the company as a facet."""
    database = Path(write_once(f"visits-{len(record.visits)}.db", lambda path: write_database(path, record)))
    tool = str(install_datasette() / "datasette")
    with run_server(str(database), "--port", health="/-/versions.json", tool=tool) as address:
        yield f"{address}/{database.stem}/visits?_facet=company&_sort_desc=date"


def write_database(path: Path, record: Record) -> None:
    """The table that Datasette shows."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        build_floor(record).to_sql("visits", connection, index=False)
        connection.execute("create index companies on visits (company)")
        connection.commit()


@contextmanager
def serve_static(folder: Path, record: Record) -> Iterator[str]:
    """One page of HTML with all rows, a picture of the places and a list of companies."""
    site = BUILD / f"static-{len(record.visits)}"
    site.mkdir(parents=True, exist_ok=True)
    (site / "index.html").write_text(write_static(record), encoding="utf-8")
    with run_server("http.server", "--bind", "127.0.0.1", "--directory", str(site), health="/") as address:
        yield address


def write_static(record: Record) -> str:
    """The page."""
    rows = [row for visit in record.visits for row in floor_rows(visit)]
    companies = sorted({str(row["company"]) for row in rows})
    options = "".join(f"<option>{escape(name)}" for name in companies)
    dots = "".join(
        f"<circle cx='{(row['longitude'] - 124) * 40:.1f}' cy='{(44 - row['latitude']) * 50:.1f}' r='6' data-c=\"{escape(row['company'])}\"/>"
        for row in rows
    )
    cells = ("date", "leader", "company", "city", "topic", "summary")
    listed = "".join(
        f'<tr data-c="{escape(row["company"])}">{"".join(f"<td>{escape(str(row[c]))}" for c in cells)}' for row in rows
    )
    return (
        "<!doctype html><meta charset=utf-8><title>static</title><style>svg{width:900px;height:500px;fill:#dc5028}.off{display:none}</style>"
        f"<h1 class=st-key-count><b>{len(rows)}</b> visits</h1><select id=c><option value=''>all{options}</select>"
        f"<svg viewBox='0 0 900 500'>{dots}</svg><table>{listed}</table><script>c.onchange=()=>{{let n=0;for(const e of "
        "document.querySelectorAll('[data-c]')){const on=!c.value||e.dataset.c===c.value;e.classList.toggle('off',!on);n+=on&&e.tagName==='TR'}"
        "document.querySelector('b').textContent=n};c.onchange()</script>"
    )


def build_floor(record: Record) -> pd.DataFrame:
    """The rows of all visits that the floor app and Datasette show."""
    return pd.DataFrame([row for visit in record.visits for row in floor_rows(visit)])


def floor_rows(visit: Visit) -> list[dict[str, object]]:
    """The row that the floor app shows of a visit; none where the place is not known."""
    meeting, position = visit.meeting, visit.meeting.place.position
    if not position:
        return []
    return [
        {
            "meeting_id": meeting.meeting_id,
            "date": meeting.date,
            "leader": visit.visitor.leader.name.english,
            "company": visit.visitor.company.name.english,
            "city": meeting.place.city.english,
            "latitude": position[0],
            "longitude": position[1],
            "topic": meeting.topics[0].topic_id if meeting.topics else "",
            "summary": meeting.summary,
        }
    ]


def install_datasette() -> Path:
    """The folder of the commands of a virtual environment with Datasette, made where it is not there."""
    folder = BUILD / "datasette-map"
    if not (folder / "bin" / "datasette").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", "setuptools<81", *DATASETTE], check=True)
    return folder / "bin"


def choose_in_list(page: Page, company: str) -> Callable[[], object]:
    """The click on the option of a company, once that is in sight: on a phone what holds the list is opened first."""
    opener = page.locator("a.filters, [data-testid=stExpandSidebarButton]").locator("visible=true")
    if opener.count():
        opener.first.click()
    page.locator(".st-key-company input").first.fill(company)
    option = page.get_by_role("option", name=re.compile(rf"^{re.escape(company)}\b")).first
    option.wait_for()
    return option.click


def choose_facet(page: Page, company: str) -> Callable[[], object]:
    """The click on the company among Datasette's facets."""
    return page.locator(".facet-results").get_by_role("link", name=company, exact=True).first.click


def choose_select(page: Page, company: str) -> Callable[[], object]:
    """The choice in the static page's list."""
    return lambda: page.select_option("#c", company)


COUNT = "document.querySelector('.st-key-count')?.innerText ?? ''"
PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0"
OURS = Contender(
    "dashboard",
    serve_ours,
    "#first .row",
    "!document.getElementById('first') && !!document.querySelector('.st-key-count') && !!document.querySelector('.st-key-company input')",
    COUNT,
    (".st-key-pane-seoul", ".st-key-pane-tokyo"),
    KINDS,
    choose_in_list,
    lambda page, n: make_live(page, ("seoul", "tokyo")[n]),
    f"!!document.querySelector('.st-key-pane-tokyo svg') && {PAINTED}",
)
STREAMLIT_LIVE = f"({COUNT}) !== '' && !!document.querySelector('.st-key-company input')"
FLOOR_APP = Contender(
    "floor", serve_floor, ".st-key-count", STREAMLIT_LIVE, COUNT, (".st-key-map",), (ORANGE,), choose_in_list
)
TWIN = Contender(
    "plain twin",
    serve_twin,
    ".st-key-count",
    STREAMLIT_LIVE,
    COUNT,
    (".st-key-map-Seoul", ".st-key-map-Tokyo"),
    KINDS,
    choose_in_list,
)
TABLED = "document.querySelector('h3')?.innerText ?? ''"
DATASETTE_MAP = Contender(
    "Datasette + map",
    serve_datasette,
    "table.rows-and-columns td",
    f"({TABLED}) !== ''",
    TABLED,
    (".leaflet-container",),
    (),
    choose_facet,
)
STATIC = Contender(
    "static page", serve_static, "td", "!!window.c?.onchange", COUNT, ("svg",), (ORANGE,), choose_select, None, PAINTED
)
CONTENDERS = (FLOOR_APP, OURS, TWIN, DATASETTE_MAP, STATIC)
