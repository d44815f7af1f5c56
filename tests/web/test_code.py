"""The lines of code that a page gives away, each run in its language against a running server of ours."""

import contextlib
import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import duckdb
import pandas as pd
import playwright
import pytest
from asking import Server, serve
from conftest import FIXTURE
from pages import page_of
from small import RECORD

from techvisits.record.filters import apply, from_query
from techvisits.text.snippets import build_snippets, query_of, render_code
from techvisits.web.routes import build_routes

NODE = Path(playwright.__file__).parent / "driver" / "node"
HOSTILE = (
    "Mark",
    "it's",
    'say "hi"',
    "back\\slash",
    "$(touch hacked) `touch hacked` ; touch hacked",
    "new\nline",
    "#{x} ${x} {x} %s",
    "日本語 반도체",
    "🎌👩‍💻",
    "'; DROP TABLE meetings; --",
)
QUERIES = ("", "company=meta&city=seoul&from=2024-01-01", *(urlencode({"q": words}) for words in HOSTILE))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(build_routes(FIXTURE)) as running:
        yield running


@pytest.fixture(params=QUERIES)
def query(request: pytest.FixtureRequest) -> list[tuple[str, str]]:
    """What the code asks for, as a page writes it."""
    pairs: list[tuple[str, str]] = query_of(page_of(request.param))
    return pairs


def code(name: str, query: list[tuple[str, str]], server: Server) -> str:
    """The lines for a language."""
    snippets = {each.name: each.code for each in build_snippets(query, f"http://127.0.0.1:{server.port}")}
    return next(lines for each, lines in snippets.items() if name in each)


def leaders(query: list[tuple[str, str]]) -> list[str]:
    """The ids of the leaders of all visits that the query asks for, in order."""
    asked: dict[str, list[str]] = {}
    for key, value in query:
        asked.setdefault(key, []).append(value)
    filters, problems = from_query(asked, RECORD)
    assert problems == []
    return [visit.visitor.leader.person_id for visit in apply(filters, RECORD).visits]


def run(command: list[str], folder: Path, **places: str) -> str:
    """What a program prints; it must not leave what the hostile words would."""
    done = subprocess.run(command, cwd=folder, env={**os.environ, **places}, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert not (folder / "hacked").exists()
    return done.stdout


def test_pandas(query: list[tuple[str, str]], server: Server) -> None:
    names: dict[str, pd.DataFrame] = {}
    exec(code("pandas", query, server), names)
    assert names["visits"]["leader_id"].to_list() == leaders(query)
    if leaders(query):
        assert names["visits"]["date"].dtype.kind == "M"


def test_curl(query: list[tuple[str, str]], server: Server, tmp_path: Path) -> None:
    run(["sh", "-c", code("curl", query, server)], tmp_path)
    read = pd.read_csv(tmp_path / "tech-visits.csv", encoding="utf-8-sig")
    assert read["leader_id"].to_list() == leaders(query)


def test_duckdb(query: list[tuple[str, str]], server: Server, tmp_path: Path) -> None:
    """What its command line is told is run by the same DuckDB as a library."""
    fetch, ask = code("DuckDB", query, server).splitlines()
    run(["sh", "-c", fetch], tmp_path)
    program, option, sql = shlex.split(ask)
    assert (program, option) == ("duckdb", "-c")
    with contextlib.chdir(tmp_path), duckdb.connect() as connection:
        rows = connection.execute(sql).fetchall()
    assert sum(number for _, number in rows) == len(leaders(query))
    assert {name for name, _ in rows} == {RECORD.people[i].name.english for i in leaders(query)}


def test_javascript(query: list[tuple[str, str]], server: Server, tmp_path: Path) -> None:
    lines = f"{code('JavaScript', query, server)}\nconsole.log(JSON.stringify(meetings));"
    (tmp_path / "read.mjs").write_text(lines, "utf-8")
    meetings = json.loads(run([str(NODE), "read.mjs"], tmp_path, NO_PROXY="127.0.0.1"))
    assert [v["leader_id"] for m in meetings for v in m["visits"]] == leaders(query)


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed (Debian: r-base-core)")
def test_r(server: Server, tmp_path: Path) -> None:
    """All queries in one run, for R takes long to start."""
    asked = [query_of(page_of(text)) for text in QUERIES]
    each = [f'{code("R", query, server)}\ncat(paste(visits$leader_id, collapse = " "), "\\n")' for query in asked]
    (tmp_path / "read.R").write_text("\n".join(each), "utf-8")
    lines = run(["Rscript", "--vanilla", "read.R"], tmp_path, LC_ALL="C.UTF-8").splitlines()
    assert [line.split() for line in lines] == [leaders(query) for query in asked]


def test_the_page_shows_what_is_run_and_escapes_it() -> None:
    page = page_of(urlencode({"q": "<script>alert(1)</script>'\""}))
    html = render_code(page, "https://visits.example")
    assert "<script>" not in html
    assert str(html).count("data-copied=") == len(build_snippets([], ""))
    opened = query_of(page_of("meeting=2024-02-27-zuckerberg-kishida&company=meta"))
    assert opened == [("meeting", "2024-02-27-zuckerberg-kishida")]
    assert query_of(page_of("company=meta&lang=ja&view=seoul")) == [("company", "meta")]
    assert dict(parse_qsl("trip=zuckerberg-2024-02")) == dict(query_of(page_of("trip=zuckerberg-2024-02")))


def test_an_address_from_a_request_stays_within_its_quotation_marks() -> None:
    """What a reader's browser names as our host is written into the code too."""
    base = "http://a'b\"c$(touch hacked)`\n\\日本"
    for snippet in build_snippets([("q", "x")], base):
        assert snippet.code.isascii()
        assert '\\"' not in snippet.code
        assert "`" not in snippet.code
    curl = next(each.code for each in build_snippets([("q", "x")], base) if each.name == "curl")
    assert shlex.split(curl)[3].startswith("http://a'b%22c$(touch%20hacked)%60%0A%5C%E6%97%A5")
