"""How fast the dashboard answers, with the shipped package and with a made-up one of any size.

PYTHONPATH=tests python -m benchmarks.measure [--places 10000] [--legs 50000] [--rounds 5] [--floor FOLDER]
"""

import argparse
import os
import platform
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Final

import pandas as pd
from benchmarks.synth import write_package
from browser.serving import browse, make_live, run_server, serve, settle, wait_until_idle
from playwright.sync_api import Browser, Page
from streamlit.testing.v1 import AppTest

import techvisits.app
from techvisits.package.home import default_folder
from techvisits.record import filters
from techvisits.record.facets import build_facet
from techvisits.record.filters import LISTS, Filters
from techvisits.record.model import Visit
from techvisits.record.record import Record
from techvisits.record.shelf import load_record

SCRIPT: Final = Path(techvisits.app.__file__).with_name("script.py")
LIBRARIES: Final = ("streamlit", "pandas", "pyarrow", "pydeck", "plotly", "frictionless", "playwright")
COUNT: Final = "document.querySelector('.st-key-count')?.innerText ?? ''"
BLOCKED: Final = """new Promise(tell => {
  let all = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => all += e.duration - 50)).observe({type: 'longtask', buffered: true});
  setTimeout(() => tell(all), 300);
})"""
PATIENCE: Final = 180_000  # milliseconds, of the browser
Figures = dict[str, float]


def main() -> None:
    """Print the machine and a table of figures for both packages."""
    parser = argparse.ArgumentParser(description="Measure the dashboard.")
    parser.add_argument("--places", type=int, default=10_000)
    parser.add_argument("--legs", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--floor", type=Path, help="folder of floor_app.py, to be measured beside")
    asked = parser.parse_args()
    print(f"{processor()}, {os.cpu_count()} cores; Python {platform.python_version()}; ", end="")
    print(", ".join(f"{name} {version(name)}" for name in LIBRARIES), flush=True)
    with tempfile.TemporaryDirectory() as made_up:
        write_package(Path(made_up), asked.places, asked.legs)
        packages = {"shipped": default_folder(), "made up": Path(made_up)}
        columns = {name: measure(folder, asked.rounds) for name, folder in packages.items()}
        print_table(columns)
        for name, folder in packages.items() if asked.floor else ():
            print(f"\nBeside the floor app, {name}:", flush=True)
            measure_floor(asked.floor, folder, asked.rounds)


def measure(folder: Path, rounds: int) -> Figures:
    """All figures of one package, by name: seconds, and kilobytes where the name says so."""
    os.environ["TECHVISITS_DATA"] = str(folder)
    load = median(1, lambda: load_record(folder))
    record = load_record(folder)
    company = top_company(record)
    size = {"places": float(len(record.places)), "visits": float(len(record.visits))}
    return {
        **size,
        "load": load,
        **measure_functions(record, company, rounds),
        **measure_page(company, rounds),
        **measure_browser(record.find_name(company).english, rounds),
    }


def measure_functions(record: Record, company: str, rounds: int) -> Figures:
    """What a filter and the counts beside all filters take."""
    figures = {}
    for name, asked in {"all": Filters(), "one company": Filters().asking("company", [company])}.items():
        figures[f"filter, {name}"] = median(rounds, lambda: filters.apply(asked, record))  # noqa: B023
        figures[f"counts, {name}"] = median(rounds, lambda: [build_facet(key, asked, record) for key in LISTS])  # noqa: B023
    return figures


def measure_page(company: str, rounds: int) -> Figures:
    """What the server takes to run the whole page once more."""
    page = AppTest.from_file(str(SCRIPT), default_timeout=PATIENCE / 1000).run()
    figures = {"rerun of the page, all": median(rounds, page.run)}
    page.query_params["company"] = [company]
    page.run()
    assert not page.exception
    return {**figures, "rerun of the page, one company": median(rounds, page.run)}


def measure_browser(company: str, rounds: int) -> Figures:
    """What a reader waits for and what the line carries: first view, one company chosen, and all shown again."""
    started = time.perf_counter()
    with serve() as address, browse() as browser:
        figures = {"start of the server": time.perf_counter() - started}
        visits = [visit(browser, address, company) for _ in range(rounds + 1)][1:]  # the first one fills caches
    return {**figures, **{name: statistics.median(v[name] for v in visits) for name in visits[0]}}


def visit(browser: Browser, address: str, company: str) -> Figures:
    """One reader with an empty browser cache."""
    page, frames, started = arrive(browser, address)
    page.locator("#first .row").first.wait_for()
    figures = {"first meeting readable": time.perf_counter() - started}
    settle(page)
    figures["dashboard live"] = time.perf_counter() - started
    page.wait_for_timeout(2000)
    figures["browser blocked"] = page.evaluate(BLOCKED) / 1000
    figures["dashboard live, kB"] = sum(frames) / 1000
    figures |= choose(page, frames, company)
    page.locator(".st-key-headline").click()  # the first click beside an open list only closes it
    figures |= change(page, frames, "all again", page.locator(".st-key-reset button").click)
    figures |= measure_touch(page)
    page.context.close()
    return figures


def arrive(browser: Browser, address: str) -> tuple[Page, list[int], float]:
    """A new reader on the way to an address: the page, the lengths of all that comes over the websocket, and the start."""
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    frames: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(len(frame))))
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    return page, frames, started


def choose(page: Page, frames: list[int], company: str) -> Figures:
    """What `change` measures of choosing a company, once its option is there."""
    page.locator(".st-key-company input").fill(company)
    option = page.get_by_role("option", name=re.compile(rf"^{re.escape(company)}\b")).first
    option.wait_for()
    return change(page, frames, "one company", option.click)


def measure_touch(page: Page) -> Figures:
    """Seconds from the press of a pane's button to its live map with its controls."""
    started = time.perf_counter()
    make_live(page, "seoul")
    return {"touch to live map": time.perf_counter() - started}


def change(page: Page, frames: list[int], name: str, click: Callable[[], None]) -> Figures:
    """Seconds from a click to the changed count and to the settled page, and what the line carried."""
    before = page.evaluate(COUNT)
    frames.clear()
    started = time.perf_counter()
    click()
    page.wait_for_function(f"before => ({COUNT}) !== before", arg=before)
    counted = time.perf_counter() - started
    wait_until_idle(page)
    settled = time.perf_counter() - started
    page.wait_for_timeout(1000)
    return {f"{name}: count": counted, f"{name}: page": settled, f"{name}, kB": sum(frames) / 1000}


def measure_floor(floor: Path, folder: Path, rounds: int) -> None:
    """Print the floor app's figures and the dashboard's, measured in turn on the same visits, and their ratios."""
    record = load_record(folder)
    company = record.find_name(top_company(record)).english
    table = Path(tempfile.gettempdir()) / f"floor-{os.getpid()}.csv"
    pd.DataFrame([row for visit in record.visits for row in floor_rows(visit)]).to_csv(table, index=False)
    app = ("streamlit", "run", str((floor / "floor_app.py").resolve()), "--server.headless", "true", "--server.port")
    with (
        run_server(*app, health="/_stcore/health", FLOOR_CSV=str(table)) as least,
        serve(TECHVISITS_DATA=str(folder)) as ours,
        browse() as browser,
    ):
        rows = [(compare(browser, least, company), compare(browser, ours, company)) for _ in range(rounds + 1)][1:]
    table.unlink()
    print("\n| figure | floor | dashboard | ratio |\n|---|---:|---:|---:|")
    for name in rows[0][0]:
        one, other = (statistics.median(row[n][name] for row in rows) for n in (0, 1))
        print(f"| {name} | {_format(name, one)} | {_format(name, other)} | {other / one:.2f} |")


def compare(browser: Browser, address: str, company: str) -> Figures:
    """What both apps are measured by; the dashboard's first meeting stands in its first view, the floor's in its first text."""
    page, frames, started = arrive(browser, address)
    page.locator("#first .row, .st-key-count").first.wait_for()
    figures = {"first text of meetings": time.perf_counter() - started}
    page.wait_for_function("[...document.querySelectorAll('.st-key-count')].some(e => !e.closest('#first'))")
    figures["count live"] = time.perf_counter() - started
    page.wait_for_selector(".st-key-map :is(canvas, svg)", state="attached")
    wait_until_idle(page)
    figures["maps seen, page settled"] = time.perf_counter() - started
    page.wait_for_timeout(3000)
    figures["browser blocked"] = page.evaluate(BLOCKED) / 1000
    figures["first visit, kB"] = sum(frames) / 1000
    figures |= choose(page, frames, company)
    page.context.close()
    return figures


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


def top_company(record: Record) -> str:
    """The id of the company with the most meetings."""
    return next(iter(build_facet("company", Filters(), record)))


def print_table(columns: dict[str, Figures]) -> None:
    """Print the figures as a Markdown table, one column a package."""
    print("\n| figure | " + " | ".join(columns) + " |\n|---|" + "---:|" * len(columns))
    for name in next(iter(columns.values())):
        print(f"| {name} | " + " | ".join(_format(name, column[name]) for column in columns.values()) + " |")


def median(rounds: int, run: Callable[[], object]) -> float:
    """Seconds that one run takes."""
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def _format(name: str, value: float) -> str:
    if name in ("places", "visits"):
        return f"{value:,.0f}"
    if name.endswith("kB"):
        return f"{value:,.0f} kB"
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.0f} ms"


def processor() -> str:
    found = (
        re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text()) if Path("/proc/cpuinfo").exists() else None
    )
    return found[1] if found else platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
