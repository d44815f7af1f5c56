"""How the sources' pages answer: the page of addresses that a link checker reads, and its report as rows of `links`."""

from __future__ import annotations

import datetime as dt
import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from techvisits.package.descriptor import Row
from techvisits.package.errors import DataError, Finding
from techvisits.package.tables import DataPackage

SEEN: Final = ("ok", "moved")
GONE: Final = (404, 410)
TOO_MANY: Final = 429
TOLD: Final = ("success_map", "error_map", "timeout_map")  # of lychee's report; what it left out is in none of them


@dataclass(frozen=True)
class Answer:
    """What a host said of a page: an HTTP status, None where it said nothing, and the address it led to."""

    url: str
    status: int | None
    final_url: str


def build_page(package: DataPackage) -> str:
    """An HTML page that links to every source once, for a link checker to read."""
    urls = sorted({row["url"] for row in package.rows["sources"]})
    return "".join(f'<a href="{html.escape(url)}">\n' for url in urls)


def load_report(path: Path) -> list[Answer]:
    """Every answer in a JSON report of lychee; raises DataError where it is none, or tells of no page that answered."""
    try:
        report = json.loads(path.read_text("utf-8"))
        answers = list(_read_answers(report))
    except OSError as error:
        raise _refuse(path, error.strerror or "cannot be read", "name the file that make links wrote") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        what = f"is no JSON report of lychee ({type(error).__name__}: {error})"
        raise _refuse(path, what, "make it anew with make links") from error
    if not any(judge_answer(answer) in SEEN for answer in answers):
        what = f"tells of no page that answered, of {len(answers)}"
        raise _refuse(path, what, "look whether there was a network, and make it anew with make links")
    return answers


def build_links(package: DataPackage, answers: list[Answer], today: dt.date) -> tuple[list[Row], list[Row]]:
    """The table `links` with these answers, and its rows that are new; what no source has is left out of both."""
    before = {row["url"]: row for row in package.rows["links"]}
    told = {_key(answer.url): answer for answer in answers}
    urls = sorted({row["url"] for row in package.rows["sources"]})
    new = {url: _build_row(url, told[_key(url)], before.get(url), today) for url in urls if _key(url) in told}
    kept = {url: row for url, row in before.items() if url in urls}
    return list((kept | new).values()), list(new.values())


def judge_answer(answer: Answer) -> str:
    """The state of a page whose host gave this answer, one of those that the schema allows."""
    match answer.status:
        case None:
            return "unreachable"
        case status if 200 <= status < 300:
            return "ok" if _key(answer.final_url) == _key(answer.url) else "moved"
        case status if status in GONE:
            return "gone"
        case status if status == TOO_MANY:
            return "limited"
        case status:
            return "refused" if 400 <= status < 500 else "unreachable"


def _read_answers(report: dict[str, Any]) -> Iterator[Answer]:
    if not report["detailed_stats"]:
        raise ValueError("it leaves out the pages that answered; run lychee with --verbose")
    for told in TOLD:
        for rows in report[told].values():
            for row in rows:
                url, status = row["url"], row["status"].get("code")
                steps = row.get("redirects", {}).get("redirects", [])
                final = steps[-1]["url"] if steps else url
                if not (isinstance(url + final, str) and isinstance(status, int | None)):
                    raise TypeError(f"{url!r} has the status {status!r}")
                yield Answer(url, status, final)


def _build_row(url: str, answer: Answer, before: Row | None, today: dt.date) -> Row:
    state = judge_answer(answer)
    return Row(
        url=url,
        checked_on=today.isoformat(),
        state=state,
        status=str(answer.status or ""),
        final_url="" if _key(answer.final_url) == _key(url) else answer.final_url,
        last_seen_on=today.isoformat() if state in SEEN else before["last_seen_on"] if before else "",
    )


def _key(url: str) -> tuple[str, ...]:
    """The address however it is written: a checker encodes what is not ASCII, and gives every host a path."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return (url,)
    return parts.scheme, parts.netloc.lower(), unquote(parts.path) or "/", unquote(parts.query), unquote(parts.fragment)


def _refuse(path: Path, what: str, remedy: str) -> DataError:
    message = " ".join(what.split())
    return DataError([Finding(path.name, 0, "", message[:1].lower() + message[1:], remedy, "links")])
