"""How the dashboard does beside others, measured in turn, round by round, in one run; the tables go into benchmarks/README.md.

PYTHONPATH=tests python -m benchmarks.measure [--rounds 5] [--parts visits,lines,sizes,memory] [--against floor,...]
"""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from benchmarks.contenders import CONTENDERS, OURS, Contender
from benchmarks.line import Line, lay_line
from benchmarks.sizes import make_package
from benchmarks.visits import Figures, Reader, click_about, hurry, press, read_first, see_maps, visit
from browser.serving import FLAGS, browse
from playwright.sync_api import Browser

from techvisits.package.home import default_folder
from techvisits.record.facets import build_facet
from techvisits.record.filters import Filters
from techvisits.record.record import Record
from techvisits.record.shelf import load_record

README: Final = Path(__file__).with_name("README.md")
LIBRARIES: Final = ("streamlit", "pandas", "pyarrow", "pydeck", "plotly", "playwright")
SIZES: Final = (0, 10_000, 100_000, 1_000_000)
SESSIONS: Final = 10
# All is painted by OpenGL, and that in software: slower for all contenders than what Chromium does without a graphics card.
PAINTING: Final = (
    *(flag for flag in FLAGS if flag != "--disable-gpu"),
    "--use-angle=swiftshader",
    "--ignore-gpu-blocklist",
)
Table = dict[str, Figures]


@dataclass(frozen=True)
class Setting:
    """How readers come: on what line, with what machine, and who is held against whom."""

    title: str
    megabits: float = 0
    milliseconds: float = 0
    reader: Reader = Reader()


LOOPBACK: Final = Setting("Loopback")
SETTINGS: Final = {
    "loopback": LOOPBACK,
    "line": Setting("10 Mbit/s and 40 ms, empty cache", 10, 40),
    "phone": Setting("A processor four times slower, small screen", 0, 0, Reader(4, is_phone=True)),
}


def main() -> None:
    """Measure what is asked for, print each table and put it into the README."""
    parser = argparse.ArgumentParser(description="Measure the dashboard beside others.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--parts", default="loopback,line,phone,large,sizes")
    parser.add_argument("--against", default=",".join(each.name for each in CONTENDERS))
    asked = parser.parse_args()
    chosen = [each for each in CONTENDERS if each is OURS or each.name in asked.against.split(",")]
    Path("build").mkdir(exist_ok=True)
    put("machine", f"{time.strftime('%-d %B %Y')}, {describe_machine()}; medians of {asked.rounds} rounds.")
    for part in asked.parts.split(","):
        if part in SETTINGS:
            table = compare(chosen, default_folder(), SETTINGS[part], asked.rounds)
            put(part, write_table(table, CONTENDERS[0].name))
        elif part == "large":
            put(part, write_table(compare_large(chosen[:2], asked.rounds), CONTENDERS[0].name))
        elif part == "sizes":
            put(part, write_sizes([measure_size(visits) for visits in SIZES]))


def compare(chosen: Sequence[Contender], folder: Path, setting: Setting, rounds: int) -> Table:
    """The median figures of each contender on a package, by its name; a first visit to each does not count."""
    record = load_record(folder)
    company = record.find_name(next(iter(build_facet("company", Filters(), record)))).english
    found: dict[str, list[Figures]] = {each.name: [] for each in chosen}
    with ExitStack() as stack:
        browser = stack.enter_context(browse(PAINTING))
        places = {each.name: _start(stack, browser, each, folder, record, setting, found) for each in chosen}
        for turn in range(rounds + 1):
            for each in chosen:
                line, path = places[each.name]
                figures = _visit_all(browser, each, line, path, company, setting)
                if turn:
                    found[each.name].append(figures)
                print(
                    f"{setting.title}, {each.name}: {json.dumps({k: round(v, 3) for k, v in figures.items()})}",
                    flush=True,
                )
        for each in chosen if setting is LOOPBACK else ():
            found[each.name].append(_measure_memory(browser, *places[each.name], each))
    return {name: _middle(all_figures) for name, all_figures in found.items()}


def _start(
    stack: ExitStack,
    browser: Browser,
    each: Contender,
    folder: Path,
    record: Record,
    setting: Setting,
    found: dict[str, list[Figures]],
) -> tuple[Line, str]:
    """A contender behind its line, and the path of its page; a start that counts is not its first, of whose files nothing was read before."""
    if setting is LOOPBACK:
        with each.serving(folder, record):
            pass
    started = time.perf_counter()
    address = stack.enter_context(each.serving(folder, record))
    answered = time.perf_counter() - started
    server, path = re.fullmatch(r"(http://[^/]+)(.*)", address).groups()  # type: ignore[union-attr]
    line = stack.enter_context(lay_line(server, setting.megabits, setting.milliseconds))
    if setting is LOOPBACK:
        read = read_first(browser, each, line, path or "/")
        found[each.name].append({"cold start": answered + read, "memory with a reader, MB": _memory_of(address)})
    return line, path or "/"


def _visit_all(browser: Browser, each: Contender, line: Line, path: str, company: str, setting: Setting) -> Figures:
    figures = visit(browser, each, line, path, company, setting.reader)
    if not setting.reader.is_phone:
        figures |= see_maps(browser, each, line, path, setting.reader)
        figures |= hurry(browser, each, line, path, company)
    if setting is LOOPBACK:
        figures |= press(browser, each, line, path, click_about)
    return figures


def compare_large(chosen: Sequence[Contender], rounds: int) -> Table:
    """A filter among 100,000 visits, beside the floor app on the same."""
    with tempfile.TemporaryDirectory() as folder:
        make_package(Path(folder), 100_000)
        record, found = load_record(Path(folder)), {each.name: [] for each in chosen}
        company = record.find_name(next(iter(build_facet("company", Filters(), record)))).english
        with ExitStack() as stack:
            browser = stack.enter_context(browse(PAINTING))
            places = {
                each.name: _start(stack, browser, each, Path(folder), record, Setting("100,000 visits"), found)
                for each in chosen
            }
            for turn in range(rounds + 1):
                for each in chosen:
                    line, path = places[each.name]
                    figures = visit(browser, each, line, path, company, Reader())
                    found[each.name] += [figures] if turn else []
                    print(f"100,000 visits, {each.name}: {figures}", flush=True)
    return {name: _middle(figures) for name, figures in found.items()}


def measure_size(visits: int) -> Figures:
    """What a record of so many visits takes, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.sizes", str(visits)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=3600)
    print(done.stdout.strip(), flush=True)
    return dict(json.loads(done.stdout))


def _measure_memory(browser: Browser, line: Line, path: str, each: Contender) -> Figures:
    """What each of ten readers more takes of the server's memory."""
    context = browser.new_context(bypass_csp=True)
    before, pages = _memory_of(line.server), []
    for _ in range(SESSIONS):
        page = context.new_page()
        page.goto(line.address + path)
        page.wait_for_function(each.live, timeout=120_000)
        pages.append(page)
    after = _memory_of(line.server)
    context.close()
    return {"memory a reader, MB": (after - before) / SESSIONS}


def _memory_of(address: str) -> float:
    """Megabytes of the process that listens at an address."""
    port = address.split(":")[2].split("/")[0]
    told = subprocess.run(["ss", "-ltnpH", f"sport = :{port}"], capture_output=True, text=True, check=True).stdout
    process = told.partition("pid=")[2].partition(",")[0]
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def _middle(figures: Sequence[Figures]) -> Figures:
    names = dict.fromkeys(name for each in figures for name in each)
    return {name: statistics.median(each[name] for each in figures if name in each) for name in names}


def write_table(table: Table, base: str) -> str:
    """The figures as a Markdown table: a row a figure, a column a contender, with its ratio to the base."""
    lines = ["| figure | " + " | ".join(table) + " |", "|---|" + "---:|" * len(table)]
    for name in dict.fromkeys(name for figures in table.values() for name in figures):
        cells = [_write_cell(name, figures, table[base]) for figures in table.values()]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _write_cell(name: str, figures: Figures, base: Figures) -> str:
    if name not in figures:
        return "–"
    value = write_figure(name, figures[name])
    return value if figures is base or not base.get(name) else f"{value} ({figures[name] / base[name]:.2f})"


def write_figure(name: str, value: float) -> str:
    """The figure with its unit."""
    unit = re.search(r", (kB|MB)$", name)
    if unit:
        return f"{value:,.0f} {unit[1]}"
    if name == "layout shift":
        return f"{value:.3f}"
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.0f} ms"


def write_sizes(columns: Sequence[Figures]) -> str:
    """The figures of records of several sizes."""
    lines = [
        "| visits | " + " | ".join(f"{each['visits']:,.0f}" for each in columns) + " |",
        "|---|" + "---:|" * len(columns),
    ]
    for name in list(columns[0])[1:]:
        bare, _, unit = name.rpartition(", ")
        shown = [f"{each[name]:,.0f} MB" if unit == "MB" else write_figure(bare, each[name]) for each in columns]
        lines.append(f"| {bare} | " + " | ".join(shown) + " |")
    return "\n".join(lines)


def put(part: str, text: str) -> None:
    """Print a part and put it into the README, between the marks of its name."""
    print(f"\n{text}\n", flush=True)
    marks = re.compile(rf"(<!-- {part} -->\n).*?(<!-- /{part} -->)", re.DOTALL)
    README.write_text(marks.sub(lambda found: f"{found[1]}{text}\n{found[2]}", README.read_text("utf-8")), "utf-8")


def describe_machine() -> str:
    """Processor, system and versions."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"{processor()}, {os.cpu_count()} cores, WebGL in software; Python {platform.python_version()}, {libraries}"


def processor() -> str:
    """The name of the processor."""
    described = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", described.read_text()) if described.exists() else None
    return found[1] if found else platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
