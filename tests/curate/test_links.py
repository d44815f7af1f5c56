"""How pages answer, against a local server that answers in every way a page can, and in some it should not."""

import datetime as dt
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import Edit, Rows

from techvisits.curate.links import check_links, judge_answer, list_due, read_archived
from techvisits.curate.links_fetch import Answer, Visitor, build_agent
from techvisits.curate.rules import check_sense
from techvisits.package.errors import LinkError, SettingError
from techvisits.package.tables import Row, load_package

AGENT = "tech-visits-tests (tests@example.org)"
TODAY = dt.date(2026, 11, 24)


class Site(ThreadingHTTPServer):
    """A host whose paths say how it answers; `asked` holds the time, path and agent of every request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Pages)
        self.asked: list[tuple[float, str, str]] = []
        self.ended = threading.Event()
        self.has_robots = True

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def times(self, path: str) -> int:
        return sum(asked == path for _, asked, _ in self.asked)


class Pages(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((time.monotonic(), self.path, self.headers["User-Agent"]))
        path = urlsplit(self.path).path
        name = "do_" + path.strip("/").replace(".", "_").replace("-", "_")
        getattr(self, name, self.do_status)()

    def do_status(self) -> None:
        status = self.path.strip("/")
        self.answer(int(status) if status.isdecimal() else 200, b"a page")

    def do_robots_txt(self) -> None:
        self.answer(200 if self.server.has_robots else 404, b"User-agent: *\nDisallow: /private\n")

    def do_301(self) -> None:
        self.answer(301, b"", Location="/new")

    def do_moved_and_gone(self) -> None:
        self.answer(302, b"", Location="/404")

    def do_round(self) -> None:
        self.answer(302, b"", Location="/round")

    def do_to_a_file(self) -> None:
        self.answer(302, b"", Location="file:///etc/passwd")

    def do_to_ftp(self) -> None:
        self.answer(302, b"", Location="ftp://127.0.0.1/x")

    def do_429_now(self) -> None:
        self.answer(429 if self.server.times(self.path) == 1 else 200, b"", **{"Retry-After": "7"})

    def do_429_always(self) -> None:
        self.answer(429, b"", **{"Retry-After": "3"})

    def do_429_tomorrow(self) -> None:
        self.answer(429, b"", **{"Retry-After": "86400"})

    def do_hangs(self) -> None:
        self.server.ended.wait(20)

    def do_drips_headers(self) -> None:
        self.drip(b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n")

    def do_drips_body(self) -> None:
        self.drip(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x")

    def do_promises_more(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nonly this")

    def do_promises_and_gives_nothing(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")

    def do_gives_more(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + b"x" * 1000)

    def do_endless(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        try:
            while not self.server.ended.is_set():
                self.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
        except OSError:
            self.server.asked.append((time.monotonic(), "hung up", ""))

    def do_no_http(self) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH\r\n")

    def do_archive(self) -> None:
        url = parse_qs(urlsplit(self.path).query)["url"][0]
        copy = {"available": True, "status": "200", "url": f"http://web.archive.org/web/2024/{url}"}
        closest = {"closest": copy} if url.endswith("/404") else {}
        self.answer(200, json.dumps({"url": url, "archived_snapshots": closest}).encode())

    def do_broken_archive(self) -> None:
        self.answer(503, b"down")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self, start: bytes, drop: bytes) -> None:
        try:
            self.wfile.write(start)
            while not self.server.ended.wait(0.1):
                self.wfile.write(drop)
        except OSError:
            return

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NO_PROXY", "*")
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.ended.set()
        server.shutdown()
        thread.join()


class Sleeps(list[float]):
    """What was slept, without sleeping."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def visitor(timeout: float = 5, delay: float = 0) -> Visitor:
    return Visitor(AGENT, delay, timeout, Sleeps())


def sources_at(edit: Edit, *urls: str) -> None:
    """The record's first sources are these pages, the others are none."""

    def change(rows: Rows) -> None:
        for row, url in zip(rows, urls, strict=False):
            row.update(url=url, archived_url="", published_on="2024-02-28")
        del rows[len(urls) :]

    edit("sources", change)


def look_at(folder: Path, archive: str = "", by: Visitor | None = None) -> list[Row]:
    package = load_package(folder)
    return list(check_links(package, by or visitor(), list_due(package, TODAY), TODAY, archive))


@pytest.mark.parametrize(
    ("path", "state", "status", "final"),
    [
        ("/200", "ok", "200", ""),
        ("/301", "moved", "200", "/new"),
        ("/404", "gone", "404", ""),
        ("/410", "gone", "410", ""),
        ("/moved-and-gone", "gone", "404", "/404"),
        ("/401", "refused", "401", ""),
        ("/403", "refused", "403", ""),
        ("/private", "refused", "", ""),
        ("/451", "refused", "451", ""),
        ("/429", "limited", "429", ""),
        ("/429-always", "limited", "429", ""),
        ("/429-tomorrow", "limited", "429", ""),
        ("/429-now", "ok", "200", ""),
        ("/500", "unreachable", "500", ""),
        ("/503", "unreachable", "503", ""),
        ("/round", "unreachable", "302", ""),
        ("/to-a-file", "unreachable", "302", None),
        ("/to-ftp", "unreachable", "", ""),
        ("/hangs", "unreachable", "", ""),
        ("/drips-headers", "unreachable", "", ""),
        ("/drips-body", "ok", "200", ""),
        ("/promises-more", "ok", "200", ""),
        ("/promises-and-gives-nothing", "unreachable", "", ""),
        ("/gives-more", "ok", "200", ""),
        ("/endless", "ok", "200", ""),
        ("/no-http", "unreachable", "", ""),
        ("/오픈AI", "ok", "200", ""),
    ],
)
def test_state_of_a_page(
    path: str, state: str, status: str, final: str | None, site: Site, package_folder: Path, edit: Edit
) -> None:
    url = site.address + path
    sources_at(edit, url)
    start = time.monotonic()
    (row,) = look_at(package_folder, by=visitor(timeout=2 if path.startswith(("/hangs", "/drips")) else 20))
    assert time.monotonic() - start < 15
    assert (row["url"], row["state"], row["status"]) == (url, state, status)
    assert final is None or row["final_url"] == (site.address + final if final else "")
    assert row["last_seen_on"] == ("2026-11-24" if state in ("ok", "moved") else "")
    assert load_package(package_folder).rows["links"] == [row]
    assert {agent for _, _, agent in site.asked if agent} == {AGENT}


def test_what_is_written_is_sound(site: Site, package_folder: Path, edit: Edit, today: dt.date) -> None:
    sources_at(edit, *(site.address + path for path in ("/200", "/404", "/301", "/500")))
    before = {finding.rule for finding in check_sense(load_package(package_folder), today)}
    look_at(package_folder)
    after = check_sense(load_package(package_folder), today)
    assert {finding.rule for finding in after} - before == {"gone-page-archived"}


def test_no_second_request_before_the_pause(site: Site, package_folder: Path, edit: Edit) -> None:
    sources_at(edit, site.address + "/200", site.address + "/404")
    look_at(package_folder, by=Visitor(AGENT, 0.2, 5))
    times = [at for at, _, _ in site.asked]
    assert [path for _, path, _ in site.asked] == ["/robots.txt", "/200", "/404"]
    assert all(later - earlier >= 0.2 for earlier, later in zip(times, times[1:], strict=False))


def test_retry_after_is_heeded(site: Site, package_folder: Path, edit: Edit) -> None:
    sources_at(edit, site.address + "/429-now")
    asking = visitor()
    look_at(package_folder, by=asking)
    assert isinstance(asking.sleep, Sleeps)
    assert 7.0 in asking.sleep
    assert site.times("/429-now") == 2


def test_a_host_that_limits_us_is_left_alone(site: Site, package_folder: Path, edit: Edit) -> None:
    sources_at(edit, *(f"{site.address}/{path}" for path in ("429-tomorrow", "a", "b")))
    rows = look_at(package_folder)
    asked = {row["url"]: row["state"] for row in rows}
    assert asked[f"{site.address}/429-tomorrow"] == "limited"
    assert len(asked) == 1
    assert len(list_due(load_package(package_folder), TODAY)) == 2


def test_an_endless_page_is_cut_off(site: Site, package_folder: Path, edit: Edit) -> None:
    sources_at(edit, site.address + "/endless")
    look_at(package_folder)
    end = time.monotonic() + 5
    while not site.times("hung up") and time.monotonic() < end:
        time.sleep(0.02)
    assert site.times("hung up")


def test_a_stopped_run_goes_on_where_it_was(site: Site, package_folder: Path, edit: Edit) -> None:
    urls = [f"{site.address}/{name}" for name in ("a", "b", "c")]
    sources_at(edit, *urls)
    package = load_package(package_folder)
    steps = check_links(package, visitor(), list_due(package, TODAY), TODAY, "")
    first = next(steps)
    steps.close()
    assert load_package(package_folder).rows["links"] == [first]
    assert list_due(load_package(package_folder), TODAY) == [url for url in urls if url != first["url"]]
    look_at(package_folder)
    assert [site.times(f"/{name}") for name in ("a", "b", "c")] == [1, 1, 1]
    assert list_due(load_package(package_folder), TODAY) == []
    assert list_due(load_package(package_folder), TODAY + dt.timedelta(days=30)) == urls


def test_a_page_that_vanishes_keeps_the_day_it_was_last_seen(site: Site, package_folder: Path, edit: Edit) -> None:
    url = site.address + "/404"
    old = {"url": url, "checked_on": "2026-01-01", "state": "ok", "status": "200", "final_url": ""}
    sources_at(edit, url)
    edit("links", lambda rows: rows.append({**old, "last_seen_on": "2026-01-01"}))
    (row,) = look_at(package_folder)
    assert (row["state"], row["checked_on"], row["last_seen_on"]) == ("gone", "2026-11-24", "2026-01-01")


def test_rows_of_no_source_are_dropped(site: Site, package_folder: Path, edit: Edit) -> None:
    old = {"checked_on": "2026-01-01", "state": "ok", "status": "200", "final_url": "", "last_seen_on": ""}
    edit("links", lambda rows: rows.append({"url": "https://example.org/old", **old}))
    sources_at(edit, site.address + "/200")
    look_at(package_folder)
    assert [row["url"] for row in load_package(package_folder).rows["links"]] == [site.address + "/200"]


def test_hosts_take_turns(package_folder: Path, edit: Edit) -> None:
    sources_at(edit, *(f"https://{host}.example/{n}" for host in "ab" for n in range(3)))
    order = [urlsplit(url).netloc[0] for url in list_due(load_package(package_folder), TODAY)]
    assert "".join(order) == "ababab"


def test_archived_copies_are_taken_where_known(site: Site, package_folder: Path, edit: Edit) -> None:
    sources_at(edit, site.address + "/404", site.address + "/200")
    facts = (package_folder / "meetings.csv").read_bytes()
    look_at(package_folder, archive=site.address + "/archive")
    copies = {row["url"]: row["archived_url"] for row in load_package(package_folder).rows["sources"]}
    assert copies == {
        site.address + "/404": f"https://web.archive.org/web/2024/{site.address}/404",
        site.address + "/200": "",
    }
    assert any("timestamp=20240228" in path for _, path, _ in site.asked)
    assert (package_folder / "meetings.csv").read_bytes() == facts


def test_an_archived_copy_in_the_record_stays(site: Site, package_folder: Path, edit: Edit) -> None:
    sources_at(edit, site.address + "/404")
    edit("sources", lambda rows: rows[0].update(archived_url="https://archive.example/mine"))
    look_at(package_folder, archive=site.address + "/archive")
    assert load_package(package_folder).rows["sources"][0]["archived_url"] == "https://archive.example/mine"
    assert not any("archive" in path for _, path, _ in site.asked)


def test_an_archive_that_is_down_is_left_alone(site: Site, package_folder: Path, edit: Edit) -> None:
    sources_at(edit, *(f"{site.address}/{n}" for n in "abc"))
    assert len(look_at(package_folder, archive=site.address + "/broken-archive")) == 3
    assert sum("broken-archive" in path for _, path, _ in site.asked) == 1


@pytest.mark.parametrize("body", ["", "[]", "{}", "null", '{"archived_snapshots": {}}', "<html>", "[" * 100_000])
def test_an_archive_that_says_something_else(body: str) -> None:
    assert read_archived(body.encode()) == ""


@pytest.mark.parametrize("copy", ["", "javascript:alert(1)", "https://a b", "/web/2024"])
def test_a_copy_is_an_address(copy: str) -> None:
    closest = {"available": True, "status": "200", "url": copy}
    assert read_archived(json.dumps({"archived_snapshots": {"closest": closest}}).encode()) == ""


def test_without_a_network_nothing_changes(package_folder: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    sources_at(edit, *(f"http://127.0.0.1:{port}/" for port in range(1, 9)))
    before = {path.name: path.read_bytes() for path in package_folder.iterdir()}
    with pytest.raises(LinkError) as caught:
        look_at(package_folder)
    assert str(caught.value).splitlines() == [
        "no page can be got (http://127.0.0.1:1/: Connection refused); look whether there is a network; nothing is changed"
    ]
    assert {path.name: path.read_bytes() for path in package_folder.iterdir()} == before


def test_a_gateway_that_says_404_to_everything_is_no_network(site: Site, package_folder: Path, edit: Edit) -> None:
    site.has_robots = False
    sources_at(edit, site.address + "/404", site.address + "/410")
    before = (package_folder / "links.csv").read_bytes()
    with pytest.raises(LinkError, match="/404: status 404"):
        look_at(package_folder)
    assert (package_folder / "links.csv").read_bytes() == before


def test_a_dead_host_among_living_ones_is_unreachable(site: Site, package_folder: Path, edit: Edit) -> None:
    sources_at(edit, "http://127.0.0.1:1/", site.address + "/200")
    assert {row["state"] for row in look_at(package_folder)} == {"unreachable", "ok"}


@pytest.mark.parametrize("agent", ["", "Mozilla/5.0", "me", "größe (me@example.org)"])
def test_the_agent_names_a_contact(agent: str) -> None:
    with pytest.raises(SettingError, match="TECHVISITS_USER_AGENT"):
        build_agent(agent or None, {})
    assert build_agent(None, {"TECHVISITS_USER_AGENT": AGENT}) == AGENT
    assert build_agent("mine (https://example.org/bot)", {}) == "mine (https://example.org/bot)"


def test_every_status_has_a_state() -> None:
    states = {judge_answer("u", Answer(status, "u")) for status in range(100, 600)}
    assert states == {"ok", "gone", "refused", "limited", "unreachable"}
    assert judge_answer("u", Answer(503, "u", retry_after=5.0)) == "limited"
