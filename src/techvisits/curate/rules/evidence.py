"""Rules of evidence: a page from before proves a plan, a copy proves what its author wrote, and a list of pages is no page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from techvisits.package.errors import Finding
from techvisits.package.forms import is_day
from techvisits.package.tables import DataPackage
from techvisits.record.model import COUNTING

# Where a page is written it may be the day before that on which it is read about.
ZONES: Final = dt.timedelta(days=1)
BACK_DOOR: Final = re.compile(r"(?:test|dev|develop|stage|staging|prod|beta|backend|admin)\d*[-.]|.*\bfastly\.net$")
LISTING: Final = re.compile(r"/(?:tags?|hashtags?|search(?:/label)?)/")


def report_after_meeting(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """No report of a meeting that was held is older than the meeting."""
    days = {row["meeting_id"]: row["date"] for row in package.rows["meetings"] if row["status"] == "held"}
    for line, row in package.numbered("sources"):
        day = days.get(row["meeting_id"], "")
        if row["kind"] not in COUNTING or not (is_day(row["published_on"]) and is_day(day)):
            continue
        if dt.date.fromisoformat(row["published_on"]) + ZONES < dt.date.fromisoformat(day):
            what = f"is a {row['kind']} of {row['published_on']}, before the meeting on {day}"
            remedy = "write `advance`: it proves a plan"
            yield package.finding(("sources", line, "kind"), what, remedy, "report-after-meeting")


def held_is_told(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A meeting that was held has a page that is neither a copy nor from before."""
    sources = package.rows["sources"]
    copied = {row["meeting_id"] for row in sources} - {row["meeting_id"] for row in sources if row["kind"] in COUNTING}
    for line, row in package.numbered("meetings"):
        if row["status"] == "held" and row["meeting_id"] in copied:
            what, remedy = (
                "is held, but its pages are copies or from before",
                "find the page itself, or write `unconfirmed`",
            )
            yield package.finding(("meetings", line, "status"), what, remedy, "held-is-told", "warning")


def page_itself(package: DataPackage, today: dt.date) -> Iterator[Finding]:
    """A source is the page that readers see: no test host, no mirror, no list of what bears a tag."""
    for line, row in package.numbered("sources"):
        parts = urlsplit(row["url"]) if "[" not in row["url"] else None
        if parts and (BACK_DOOR.match(parts.hostname or "") or LISTING.search(parts.path)):
            what, remedy = f"{row['url']} is no page of its own", "name the page as its publisher gives it"
            yield package.finding(("sources", line, "url"), what, remedy, "page-itself", "warning")
