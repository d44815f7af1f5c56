"""How the sources' pages answer: each asked for in turn, its state written down as soon as it is known."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, urlsplit

from techvisits.curate.links_fetch import Answer, Visitor
from techvisits.package.canonical import build_canonical, write_whole
from techvisits.package.errors import LinkError
from techvisits.package.tables import DataPackage, Row, load_rows

WAYBACK: Final = "https://archive.org/wayback/available"
AGAIN_AFTER: Final = dt.timedelta(days=30)
SEEN: Final = ("ok", "moved")
GONE: Final = (404, 410)
ENOUGH_SILENCE: Final = 5


def list_due(package: DataPackage, today: dt.date) -> list[str]:
    """The sources' addresses never asked for, then those not asked for in 30 days; of one host never two on end."""
    asked = {row["url"]: row["checked_on"] for row in package.rows["links"]}
    start = (today - AGAIN_AFTER).isoformat()
    due = sorted(
        {row["url"] for row in package.rows["sources"] if asked.get(row["url"], "") <= start},
        key=lambda url: (asked.get(url, ""), url),
    )
    turns: defaultdict[str, int] = defaultdict(int)
    order: dict[str, tuple[int, int]] = {}
    for number, url in enumerate(due):
        host = urlsplit(url).netloc
        order[url] = (turns[host], number)
        turns[host] += 1
    return sorted(due, key=order.__getitem__)


def check_links(package: DataPackage, visitor: Visitor, urls: list[str], today: dt.date, archive: str) -> Iterator[Row]:
    """The new row of each address, which is saved by then, with an archived copy where one is known.

    Raises LinkError, with nothing changed, where not one page can be got.
    """
    rows = {row["url"]: row for row in package.rows["links"]}
    waiting: list[Row] = []
    silent: dict[str, str] = {}
    resting: set[str] = set()
    for url in urls:
        host = urlsplit(url).netloc
        if host in resting:
            continue
        row = _look(url, visitor, today, rows.get(url), silent)
        if row["state"] == "limited":
            resting.add(host)
        waiting.append(row)
        if not visitor.heard and len(silent) >= ENOUGH_SILENCE:
            break
        while visitor.heard and waiting:
            new = waiting.pop(0)
            rows[new["url"]] = new
            _save_links(package, rows)
            if archive and not _save_archived(package, new["url"], visitor, archive):
                archive = ""  # it does not answer, so it is left alone
            yield new
    if waiting:
        first = waiting[0]
        reason = silent.get(urlsplit(first["url"]).netloc, f"status {first['status']}")
        raise LinkError(
            f"no page can be got ({first['url']}: {reason}); look whether there is a network; nothing is changed"
        )


def judge_answer(url: str, answer: Answer) -> str:
    """The state of a page whose host gave this answer."""
    if 200 <= answer.status < 300:
        return "ok" if answer.url == url else "moved"
    if answer.status in GONE:
        return "gone"
    if answer.status == 429 or (answer.status == 503 and answer.retry_after is not None):
        return "limited"
    return "refused" if 400 <= answer.status < 500 else "unreachable"


def read_archived(body: bytes) -> str:
    """The address of the copy in an archive's answer; empty where it knows none or says something else."""
    try:
        closest = json.loads(body)["archived_snapshots"]["closest"]
        copy = str(closest["url"]) if closest["available"] and str(closest["status"]).startswith("2") else ""
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    secure = copy.replace("http://web.archive.org/", "https://web.archive.org/", 1)
    return secure if re.fullmatch(r"https?://\S+", secure) else ""


def _look(url: str, visitor: Visitor, today: dt.date, before: Row | None, silent: dict[str, str]) -> Row:
    """The row of one address after asking for it; a host that says nothing is noted in `silent`."""
    if visitor.may_get(url):
        answer = visitor.get(url)
        state = judge_answer(url, answer)
        if not answer.status:
            silent.setdefault(urlsplit(url).netloc, answer.reason)
    else:
        answer, state = Answer(0, url), "refused"
    return {
        "url": url,
        "checked_on": today.isoformat(),
        "state": state,
        "status": str(answer.status or ""),
        "final_url": answer.url if answer.url != url else "",
        "last_seen_on": today.isoformat() if state in SEEN else (before or {}).get("last_seen_on", ""),
    }


def _save_links(package: DataPackage, rows: dict[str, Row]) -> None:
    table = package.tables["links"]
    urls = {row["url"] for row in package.rows["sources"]}
    kept = [row for url, row in rows.items() if url in urls]
    write_whole(package.folder / table.path, build_canonical(kept, table))


def _save_archived(package: DataPackage, url: str, visitor: Visitor, archive: str) -> bool:
    """Give the sources of a page the copy an archive knows, the nearest to its publication; False where it says nothing."""
    lacking = [row for row in package.rows["sources"] if row["url"] == url and not row["archived_url"]]
    if not lacking:
        return True
    day = lacking[0]["published_on"].replace("-", "")
    answer = visitor.get(f"{archive}?url={quote(url, safe='')}" + (f"&timestamp={day}" if day else ""))
    if copy := read_archived(answer.body):
        # The table is read anew, for a run takes long and somebody may have edited it.
        table = package.tables["sources"]
        rows, _ = load_rows(package.folder / table.path, table)
        for row in rows:
            if row["url"] == url and not row["archived_url"]:
                row["archived_url"] = copy
        write_whole(package.folder / table.path, build_canonical(rows, table))
    return answer.status == 200
