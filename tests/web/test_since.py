"""What is new since a version or a day: a copy kept by it alone through three releases is the whole."""

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

import pytest
from asking import Server, serve
from conftest import FIXTURE
from releasing import CHEY, LG, NEW, RELEASES, SAMSUNG, release, run

from techvisits.web.routes import build_routes

START = ("8.0.0", "2026-11-30", [])
FORGE, DEVELOPERS = "2024-02-25-zuckerberg-swordsmith", "2024-02-26-zuckerberg-developers"
QUERIES = (
    "",
    "leader=mark-zuckerberg",
    "status=held&status=announced",
    "q=kantei",
    "company=meta&status=held",
    "q=surgeon",
)
Meetings = dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Server]]:
    """A server for each version."""
    folder, running = tmp_path_factory.mktemp("releases") / "data", {}
    shutil.copytree(FIXTURE, folder)
    with ExitStack() as stack:
        for version, day, steps in [START, *RELEASES]:
            release(folder, version, day, *steps)
            kept = Path(shutil.copytree(folder, folder.with_name(version)))
            running[version] = stack.enter_context(serve(build_routes(kept)))
        yield running


def ask(server: Server, query: str, **more: str) -> dict[str, object]:
    answer = server.ask("/api/meetings.json?" + "&".join(filter(None, [query, urlencode(more)])))
    assert answer.status == 200, answer.body
    document = json.loads(answer.body)
    assert isinstance(document, dict)
    return document


def by_id(document: dict[str, object]) -> Meetings:
    meetings = document["meetings"]
    assert isinstance(meetings, list)
    return {meeting["meeting_id"]: meeting for meeting in meetings}


def bring_up(copy: Meetings, news: dict[str, object]) -> None:
    """What the description of the interface says of keeping a copy."""
    gone, unmatched = news["gone"], news["unmatched"]
    assert isinstance(gone, list)
    assert isinstance(unmatched, list)
    for meeting_id in [*(each["meeting_id"] for each in gone), *unmatched]:
        copy.pop(meeting_id, None)
    copy.update(by_id(news))


@pytest.mark.parametrize(("query", "is_by_day"), [*((query, False) for query in QUERIES), ("", True)])
def test_a_copy_kept_by_since_alone_is_the_whole(servers: dict[str, Server], query: str, is_by_day: bool) -> None:
    days = {version: day for version, day, _ in [START, *RELEASES]}
    copy, held = by_id(ask(servers["8.0.0"], query)), "8.0.0"
    for version, _, _ in RELEASES:
        news = ask(servers[version], query, since=days[held] if is_by_day else held)
        bring_up(copy, news)
        assert copy == by_id(ask(servers[version], query))
        assert len(by_id(news)) < len(copy) or len(copy) < 8
        held = str(news["data_version"])


@pytest.mark.parametrize("query", QUERIES)
def test_a_copy_that_slept_through_releases_is_the_whole_too(servers: dict[str, Server], query: str) -> None:
    copy = by_id(ask(servers["8.0.0"], query))
    bring_up(copy, ask(servers["9.10.0"], query, since="8.0.0"))
    assert copy == by_id(ask(servers["9.10.0"], query))


def test_what_is_gone_says_since_when_and_what_has_its_place(servers: dict[str, Server]) -> None:
    news = ask(servers["9.10.0"], "", since="8.0.0")
    assert news["gone"] == [
        {"meeting_id": CHEY, "withdrawn": "9.1.0", "replaced_by": ""},
        {"meeting_id": FORGE, "withdrawn": "9.1.0", "replaced_by": DEVELOPERS},
        {"meeting_id": NEW, "withdrawn": "9.10.0", "replaced_by": ""},
    ]
    assert news["unmatched"] == []
    assert news["since"] == "8.0.0"
    assert SAMSUNG in by_id(news)


def test_what_changed_and_is_not_asked_for_is_named(servers: dict[str, Server]) -> None:
    news = ask(servers["9.0.0"], "leader=tim-cook", since="8.0.0")
    assert (news["count"], news["unmatched"]) == (0, sorted([LG, NEW]))


def test_the_version_there_is_has_nothing_new(servers: dict[str, Server]) -> None:
    news = ask(servers["9.10.0"], "", since="9.10.0")
    assert (news["total"], news["gone"], news["meetings"]) == (0, [], [])


def test_other_forms_are_narrowed_too(servers: dict[str, Server]) -> None:
    features = json.loads(servers["9.0.0"].ask("/api/meetings.geojson?since=8.0.0").body)
    assert [feature["id"] for feature in features["features"]] == [NEW, LG]
    assert (features["since"], features["unmatched"]) == ("8.0.0", [])
    answer = servers["9.0.0"].ask("/api/meetings.csv?since=8.0.0")
    assert {line.split(",")[0] for line in answer.body.decode("utf-8-sig").splitlines()[1:]} == {NEW, LG}
    assert 'filename="tech-visits-9.0.0-since-8.0.0.csv"' in answer.headers["content-disposition"]


def test_portions_lead_on_with_since(servers: dict[str, Server]) -> None:
    answer = servers["9.0.0"].ask("/api/meetings.json?since=8.0.0&limit=1")
    assert "since=8.0.0&limit=1&offset=1" in answer.headers["link"]
    assert json.loads(answer.body)["total"] == 2


@pytest.mark.parametrize("asked", ["7.0.0", "2024-02-30", "yesterday", "9"])
def test_what_is_no_version_and_no_day_is_refused_with_the_versions(servers: dict[str, Server], asked: str) -> None:
    answer = servers["9.1.0"].ask(f"/api/meetings.json?since={asked}")
    assert answer.status == 400
    (error,) = answer.problem["errors"]  # type: ignore[misc]
    assert error["parameter"] == "since"
    assert error["allowed"] == ["0.1.0", "0.2.0", "0.3.0", "8.0.0", "9.0.0", "9.1.0", "YYYY-MM-DD"]


def test_the_command_line_gives_the_same_bytes(servers: dict[str, Server], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FIXTURE, tmp_path / "data"))
    for version, day, steps in [START, *RELEASES]:
        release(folder, version, day, *steps)
    told = run(folder, "export", "json", "--since", "9.0.0")
    assert told.stdout_bytes == servers["9.10.0"].ask("/api/meetings.json?since=9.0.0").body
    refused = run(folder, "export", "json", "--since", "7.0.0")
    assert refused.exit_code == 2
    assert "since=7.0.0: is no version of the data (0.1.0, 0.2.0" in refused.stderr
