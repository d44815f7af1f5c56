"""What of the record is seen on a page: the meetings that list, maps and timeline stand for, the count, what is open."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qs

from conftest import DATA
from small import RECORD, ZUCKERBERG

from app.reader import Link, Query, Reader, address_of, decks, links, part, plain, rows_of, traces
from techvisits.record.filters import Shown, apply, from_query
from techvisits.record.record import Record
from techvisits.record.shelf import load_record
from techvisits.text.address import State, drop_hidden, read
from techvisits.text.page import Page
from techvisits.text.side import list_choices

SHIPPED = load_record(DATA)
STOPS = [visit.meeting.meeting_id for visit in RECORD.trips[ZUCKERBERG].visits]


def state_of(page: Reader, record: Record = RECORD) -> State:
    """The state that the address stands for."""
    return read(address_of(page), record)[0]


def shown_by(page: Reader, record: Record = RECORD) -> Shown:
    """What the filters of the address let through."""
    return apply(state_of(page, record).filters, record)


def ids(shown: Shown) -> list[str]:
    """The ids of the meetings, newest first."""
    return [meeting.meeting_id for meeting in shown.meetings]


def count_text(page: Reader) -> str:
    """`17 meetings · 18 visits`, over the list."""
    return part(page, "count").text


def pane_name(page: Reader, area: str) -> str:
    """`Seoul 서울 7`, over a city's map."""
    return part(page, f"picture-{area}").one("p", "panename").text


def offered(page: Reader, key: str, record: Record = RECORD) -> dict[str, tuple[str, int]]:
    """What a list filter offers at the address of the page that shows something: for each id what it is called and its number."""
    choices = list_choices(key, Page(state_of(page, record), record))
    return {
        str(each["id"]): (str(each["name"]), int(each["count"])) for each in choices if each["count"] or each["chosen"]
    }


def row_ids(page: Reader) -> list[str]:
    """The meetings of the list, in its order."""
    return [row.attributes["id"].removeprefix("row-") for row in part(page, "meetings").all("a", "row")]


def stop_ids(page: Reader) -> list[str]:
    """The stops of the strip under the maps."""
    return [each.query["meeting"][0] for each in links(page, "stepper")]


def timeline_ids(page: Reader) -> list[str]:
    """The meetings that the pieces of the timeline open, stacked by colour."""
    changes = [change for trace in traces(page) for change in trace["customdata"]]
    return [change.removeprefix("meeting=") for change in changes]


def time_ids(page: Reader, record: Record) -> set[str]:
    """The meetings that the pieces of the timeline open or, where a piece is a month of a colour, list."""
    shown, found = shown_by(page, record).meeting_ids, set()
    for change in (parse_qs(text) for trace in traces(page) for text in trace["customdata"]):
        listed = apply(from_query(change, record)[0], record).meeting_ids if "from" in change else ()
        found |= {*change.get("meeting", ()), *(shown & {*listed})}
    return found


def marker_ids(page: Reader, area: str = "", record: Record = RECORD) -> list[str]:
    """The meetings that the markers of the panes stand for, or those of one."""
    panes = [deck for name, deck in decks(page).items() if area in ("", name)]
    changes = [parse_qs(row["change"]) for deck in panes for row in rows_of(deck, "markers")]
    shown = shown_by(page, record).meetings
    found = [i for change in changes for i in change.get("meeting", [])]
    places = [place for change in changes for place in change.get("place", [])]
    return found + [m.meeting_id for m in shown if m.place.place_id in places and m.meeting_id not in found]


def lit_id(page: Reader) -> set[str]:
    """The meetings whose markers have a halo on the live maps."""
    found = set()
    for deck in decks(page).values():
        places = [row["position"] for row in rows_of(deck, "lit")]
        changes = [parse_qs(row["change"]) for row in rows_of(deck, "markers") if row["position"] in places]
        found |= {i for change in changes for i in change.get("meeting", [])}
    return found


def title(page: Reader) -> str:
    """Who met whom, of the meeting that is open; empty where none is."""
    return "".join(article.one("h2").text for article in part(page, "details").all("article", "meeting"))


def headline(page: Reader) -> str:
    """What stands over the page."""
    return plain(page).one("h1").text


def number_of(found: Link) -> int:
    """How many meetings an edge label or an entry of the legend says it stands for."""
    return int(found.text.split()[-1].replace(",", ""))


def texts(found: Iterable[Link]) -> list[str]:
    """What a reader sees of the links."""
    return [each.text for each in found]


def unescaped(markdown: str) -> str:
    """Markdown without its backslashes: what a reader sees."""
    return re.sub(r"\\(.)", r"\1", markdown)


def infos(page: Reader) -> list[str]:
    """The notices."""
    return [unescaped(info.value) for info in page.info]


def same(query: Query, other: Query, record: Record = RECORD) -> bool:
    """Whether two addresses stand for the same, without what their filters hide."""
    states = [read(each, record)[0] for each in (query, other)]
    first, second = (drop_hidden(state, apply(state.filters, record))[0] for state in states)
    return first == second
