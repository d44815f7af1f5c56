"""How pages answer: a real run of the link checker against a local server, and what is made of any report."""

import datetime as dt
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import FIXTURE, Edit, Rows

from techvisits.curate.cli.main import main
from techvisits.curate.links import Answer, judge_answer
from techvisits.curate.rules import check_sense
from techvisits.package.descriptor import Row
from techvisits.package.tables import load_package

ROOT = Path(__file__).parents[2]
LYCHEE = Path(sys.executable).with_name("lychee")
AGENT = "tech-visits-tests (tests@example.org)"
TODAY = "2026-11-25"


class Site(ThreadingHTTPServer):
    """A host whose paths say how it answers; `asked` holds the time, path and agent of every request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Pages)
        self.asked: list[tuple[float, str, str]] = []
        self.ended = threading.Event()
        self.waiting = threading.Semaphore(1)
        self.crowded = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Pages(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((time.monotonic(), self.path, self.headers["User-Agent"]))
        first = sum(path == self.path for _, path, _ in self.server.asked) == 1
        match self.path:
            case "/301":
                self.answer(301, Location="/new")
            case "/moved-and-gone":
                self.answer(302, Location="/404")
            case "/round":
                self.answer(302, Location="/round")
            case "/later" if first:
                self.answer(429, **{"Retry-After": "1"})
            case "/hangs":
                self.server.ended.wait(20)
            case path if path.startswith("/slow"):
                alone = self.server.waiting.acquire(blocking=False)
                self.server.crowded |= not alone
                time.sleep(0.05)
                self.answer(200)
                if alone:
                    self.server.waiting.release()
            case "/no-http":
                self.wfile.write(b"SSH-2.0-OpenSSH\r\n")
            case path:
                self.answer(int(path[1:]) if path[1:].isdecimal() else 200)

    def answer(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": "0", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.ended.set()
        server.shutdown()
        thread.join()


def ask(urls: list[str], folder: Path, **options: str) -> Path:
    """The report of the real link checker on these pages, asked for as `make links` does but for the pace."""
    page, report = folder / "links.html", folder / "links.json"
    page.write_text("".join(f'<a href="{url}">\n' for url in urls), "utf-8")
    settings = {"host-request-interval": "10ms", "timeout": "2", "max-retries": "1", "retry-wait-time": "1", **options}
    words = [word for name, value in settings.items() for word in (f"--{name}", value)]
    command = [LYCHEE, "--config", ROOT / "tools" / "lychee.toml", "--user-agent", AGENT, *words, "-o", report, page]
    result = subprocess.run(command, capture_output=True, env=os.environ | {"NO_PROXY": "*"}, check=False)
    assert result.returncode in (0, 2), result.stderr
    return report


def run(*words: object, data: Path) -> Result:
    result = CliRunner().invoke(main, ["--data", str(data), "links", *map(str, words)], prog_name="techvisits")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def sources_at(edit: Edit, *urls: str) -> None:
    """The record's first sources are these pages, there are no others, and no link is known."""

    def change(rows: Rows) -> None:
        for row, url in zip(rows, urls, strict=False):
            row["url"] = url
        del rows[len(urls) :]

    edit("sources", change)
    edit("links", list.clear)


def links_of(folder: Path) -> dict[str, Row]:
    return {row["url"]: row for row in load_package(folder).rows["links"]}


def write_report(folder: Path, *answers: tuple[str, int | None]) -> Path:
    """A report in the checker's form that says this of these pages."""
    rows = [{"url": url, "status": {"text": "", **({"code": code} if code else {})}} for url, code in answers]
    report = folder / "report.json"
    told: dict[str, Any] = {"success_map": {}, "error_map": {"page": rows}, "timeout_map": {}, "detailed_stats": True}
    report.write_text(json.dumps(told), "utf-8")
    return report


STATES = {
    "/200": ("ok", "200", ""),
    "/오픈AI": ("ok", "200", ""),
    "/a_(b)?x=1&y=[2]|3'": ("ok", "200", ""),
    "/later": ("ok", "200", ""),
    "/301": ("moved", "200", "/new"),
    "/404": ("gone", "404", ""),
    "/410": ("gone", "410", ""),
    "/moved-and-gone": ("gone", "404", "/404"),
    "/401": ("refused", "401", ""),
    "/403": ("refused", "403", ""),
    "/451": ("refused", "451", ""),
    "/429": ("limited", "429", ""),
    "/500": ("unreachable", "500", ""),
    "/round": ("unreachable", "302", ""),
    "/hangs": ("unreachable", "", ""),
    "/no-http": ("unreachable", "", ""),
}


@pytest.fixture(scope="module")
def asked(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on every kind of page, and on a host that is not there."""
    urls = [*(site.address + path.replace("&", "&amp;") for path in STATES), "http://127.0.0.1:1/"]
    return ask(urls, tmp_path_factory.mktemp("links"), **{"host-concurrency": "10"})


def test_every_kind_of_answer_has_its_state(site: Site, asked: Path, fixture_folder: Path, edit: Edit) -> None:
    sources_at(edit, "http://127.0.0.1:1/", *(site.address + path for path in STATES))
    others = {path.name: path.read_bytes() for path in fixture_folder.iterdir() if path.name != "links.csv"}
    result = run(asked, "--today", TODAY, data=fixture_folder)
    assert result.exit_code == 0, result.output
    links = links_of(fixture_folder)
    assert links.pop("http://127.0.0.1:1/")["state"] == "unreachable"
    assert {row["checked_on"] for row in links.values()} == {TODAY}
    found = {
        url.removeprefix(site.address): (row["state"], row["status"], row["final_url"].removeprefix(site.address))
        for url, row in links.items()
    }
    assert found == STATES
    seen = {url.removeprefix(site.address) for url, row in links.items() if row["last_seen_on"] == TODAY}
    assert seen == {path for path, (state, *_) in STATES.items() if state in ("ok", "moved")}
    assert {path.name: path.read_bytes() for path in fixture_folder.iterdir() if path.name != "links.csv"} == others
    assert f"{site.address}/404: gone (404)" in result.stdout.splitlines()
    assert result.stdout.splitlines()[-1] == (
        "17 pages asked for: 3 gone, 1 limited, 1 moved, 4 ok, 3 refused, 5 unreachable; 17 in links.csv"
    )
    assert {agent for _, _, agent in site.asked} == {AGENT}


def test_what_is_written_is_sound(site: Site, asked: Path, fixture_folder: Path, edit: Edit, today: dt.date) -> None:
    sources_at(edit, *(site.address + path for path in STATES))
    before = {finding.rule for finding in check_sense(load_package(fixture_folder), today)}
    run(asked, "--today", TODAY, data=fixture_folder)
    after = {finding.rule for finding in check_sense(load_package(fixture_folder), today)}
    assert after - before == {"gone-page-archived"}


def test_hosts_are_asked_slowly_and_one_page_at_a_time(site: Site, tmp_path: Path) -> None:
    start = time.monotonic()
    ask([f"{site.address}/slow-{n}" for n in range(5)], tmp_path, **{"host-request-interval": "200ms"})
    assert time.monotonic() - start > 4 * 0.2
    assert not site.crowded
    ask([f"{site.address}/slower-{n}" for n in range(5)], tmp_path, **{"host-concurrency": "5"})
    assert site.crowded, "without the setting they are asked for at once"


def test_a_page_that_vanishes_keeps_the_day_it_was_last_seen(fixture_folder: Path, edit: Edit) -> None:
    gone, there = "https://example.org/gone", "https://example.org/there"
    sources_at(edit, gone, there)
    run(write_report(fixture_folder.parent, (gone, 200), (there, 200)), "--today", "2026-01-01", data=fixture_folder)
    run(write_report(fixture_folder.parent, (gone, 404), (there, 200)), "--today", TODAY, data=fixture_folder)
    row = links_of(fixture_folder)[gone]
    assert (row["state"], row["checked_on"], row["last_seen_on"]) == ("gone", TODAY, "2026-01-01")


def test_addresses_no_source_has_are_dropped_and_those_not_asked_for_stay(fixture_folder: Path, edit: Edit) -> None:
    sources_at(edit, "https://example.org/a", "https://example.org/b")
    old = {"checked_on": "2026-01-01", "state": "ok", "status": "200", "final_url": "", "last_seen_on": "2026-01-01"}
    edit("links", lambda rows: rows.extend({"url": f"https://example.org/{name}", **old} for name in ("b", "old")))
    answers = [("https://example.org/a", 200), ("https://example.org/never-in-the-record", 404)]
    result = run(write_report(fixture_folder.parent, *answers), "--today", TODAY, data=fixture_folder)
    checked = {url: row["checked_on"] for url, row in links_of(fixture_folder).items()}
    assert checked == {"https://example.org/a": TODAY, "https://example.org/b": "2026-01-01"}
    assert result.stdout == "1 pages asked for: 1 ok; 2 in links.csv\n"


REPORT = {"success_map": {}, "error_map": {}, "timeout_map": {}, "detailed_stats": True}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "no such file or directory; name the file that make links wrote"),
        ("", "is no JSON report of lychee (JSONDecodeError: Expecting value: line 1 column 1 (char 0)); make it anew"),
        ("[" * 100_000, "is no JSON report of lychee (RecursionError: "),
        ("[]", "is no JSON report of lychee (TypeError: "),
        ("{}", "is no JSON report of lychee (KeyError: 'detailed_stats')"),
        (json.dumps({**REPORT, "detailed_stats": False}), "it leaves out the pages that answered; run lychee with --verb"),
        (json.dumps({**REPORT, "success_map": [1]}), "is no JSON report of lychee (AttributeError: "),
        (json.dumps({**REPORT, "error_map": {"x": [{"url": 5, "status": {}}]}}), "(TypeError: "),
        (json.dumps({**REPORT, "error_map": {"x": [{"url": "u", "status": {"code": "4"}}]}}), "'u' has the status '4'"),
        (json.dumps(REPORT), "tells of no page that answered, of 0; look whether there was a network"),
        (json.dumps({**REPORT, "error_map": {"x": [{"url": "u", "status": {"code": 404}}]}}), "no page that answered, of 1"),
    ],
)  # fmt: skip
def test_a_broken_report_is_one_line_and_changes_nothing(text: str | None, said: str, fixture_folder: Path) -> None:
    report = fixture_folder.parent / "report.json"
    if text is not None:
        report.write_text(text, "utf-8")
    before = (fixture_folder / "links.csv").read_bytes()
    result = run(report, data=fixture_folder)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
    assert result.stderr.startswith("report.json: ")
    assert said in result.stderr
    assert (fixture_folder / "links.csv").read_bytes() == before


def test_bytes_that_are_no_text_are_one_line(fixture_folder: Path) -> None:
    report = fixture_folder.parent / "report.json"
    report.write_bytes(b"\xff\xfe")
    assert "is no JSON report of lychee (UnicodeDecodeError" in run(report, data=fixture_folder).stderr


def test_every_status_has_a_state_that_the_schema_allows() -> None:
    states = {judge_answer(Answer("u", status, final)) for status in (None, *range(100, 600)) for final in "uv"}
    assert states == set(load_package(FIXTURE).choices("links", "state"))


@pytest.mark.parametrize(
    ("status", "state"),
    [(199, "unreachable"), (200, "ok"), (299, "ok"), (300, "unreachable"), (399, "unreachable"), (400, "refused"),
     (404, "gone"), (410, "gone"), (429, "limited"), (499, "refused"), (500, "unreachable")],
)  # fmt: skip
def test_states_change_at_these_statuses(status: int, state: str) -> None:
    assert judge_answer(Answer("u", status, "u")) == state
