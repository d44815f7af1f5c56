"""A meeting added to the record: its rows in every table, all or none."""

from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path

from techvisits.curate.add.draft import Draft
from techvisits.curate.add.entry import Cells, Entry
from techvisits.curate.add.names import build_short, build_slug
from techvisits.curate.add.trips import build_stem, build_trip_id, choose_trip, place_in_trip
from techvisits.curate.check import check_package
from techvisits.curate.rules.places import AREA_KINDS
from techvisits.package.canonical import build_canonical
from techvisits.package.descriptor import DESCRIPTOR, Row
from techvisits.package.errors import Finding
from techvisits.package.files import write_whole
from techvisits.package.forms import is_day
from techvisits.package.tables import DataPackage, load_package
from techvisits.record.roles import ANY


@dataclass(frozen=True)
class Addition:
    """The package with the meeting in it, and the new or changed rows of each table."""

    meeting_id: str
    package: DataPackage
    changed: dict[str, list[Row]]


def build_addition(package: DataPackage, entry: Entry) -> Addition:
    """The rows that add the meeting; raises DataError with every name that means no row or several."""
    draft = Draft(package, entry)
    for part in ("people", "organizations", "places"):
        numbered = enumerate(entry.parts[part], 1)
        for number, cells in sorted(numbered, key=lambda pair: pair[1].get("kind") != "city"):  # before its venues
            _add_named(draft, part, number, cells)
    meeting = _build_meeting(draft)
    visits = [_build_visit(draft, number, cells) for number, cells in enumerate(entry.parts["visits"], 1)]
    hosts = [_build_host(draft, number, cells) for number, cells in enumerate(entry.parts["hosts"], 1)]
    draft.stop_if_wrong()
    _add_trips(draft, meeting, visits)
    meeting["meeting_id"] = meeting["meeting_id"] or _build_id(draft, visits, hosts)
    draft.stop_if_wrong()
    draft.add("meetings", meeting)
    _add_roles(draft)
    sources = [draft.blank("sources", cells) for cells in entry.parts["sources"]]
    for table, rows in (("visits", visits), ("hosts", hosts), ("sources", sources)):
        for row in rows:
            draft.add(table, Row({**row, "meeting_id": meeting["meeting_id"]}))
    for row in visits:
        _cover(draft, row["person_id"], meeting["date"][:4])
    return Addition(meeting["meeting_id"], dataclasses.replace(package, rows=draft.rows, lines={}), draft.changed)


def check_addition(addition: Addition, today: dt.date) -> tuple[dict[str, bytes], list[Finding]]:
    """The changed tables in canonical form, and what the checks find: all errors, and warnings of new or changed rows."""
    package, changed = addition.package, addition.changed
    tables = [package.tables[name] for name in changed]
    content = {table.path: build_canonical(package.rows[table.name], table) for table in tables}
    with tempfile.TemporaryDirectory() as name:
        aside = Path(name)
        for path in (DESCRIPTOR, *(table.path for table in package.tables.values())):
            (aside / path).write_bytes(content.get(path) or (package.folder / path).read_bytes())
        findings = check_package(aside, today)
        if errors := [finding for finding in findings if finding.severity == "error"]:
            return content, errors
        lines = _lines_of(load_package(aside), changed)
    return content, [finding for finding in findings if (finding.file, finding.line) in lines]


def write_all(folder: Path, content: dict[str, bytes]) -> None:
    """Write every file or, where one cannot be written, none."""
    before = {name: (folder / name).read_bytes() for name in content}
    asides = {name: folder / f".{name}.new" for name in content}
    written: list[str] = []
    try:
        for name, aside in asides.items():
            write_whole(aside, content[name])
            aside.chmod((folder / name).stat().st_mode)
        for name, aside in asides.items():
            aside.replace(folder / name)
            written.append(name)
    except BaseException:
        for name in written:
            write_whole(folder / name, before[name])
        raise
    finally:
        for aside in asides.values():
            aside.unlink(missing_ok=True)


def _add_named(draft: Draft, part: str, number: int, cells: Cells) -> None:
    """Add a new person, organization or place; nothing where the record has it as it is described."""
    names = draft.names[part]
    own = cells[names.key]
    row = Row({**draft.blank(part, cells), names.key: own or build_slug(cells["name"])})
    known = ([own] if own in names.rows else []) if own else names.ids(cells["name"])
    if part == "places" and cells["city"] not in ("", row["place_id"]):
        row["city"] = draft.resolve("places", (part, number, "city"), cells["city"])
    if len(known) > 1:
        draft.fault((part, number, "name"), *names.explain(cells["name"]))
    elif known:
        for word in (
            word for word in cells if row[word] and row[word] != names.rows[known[0]][word] and word != names.key
        ):
            what = f"is {names.rows[known[0]][word]!r} for {known[0]} in the record"
            draft.fault(
                (part, number, word), what, f"correct it in {names.table.path}, or give a {names.key} of its own"
            )
    elif not row[names.key] or row[names.key] in names.rows:
        what = f"no id can be made of {cells['name']!r}" if not row[names.key] else f"{row[names.key]} is another's id"
        draft.fault((part, number, names.key), what, "give one of its own, such as mark-zuckerberg")
    else:
        draft.add(part, row)


def _build_meeting(draft: Draft) -> Row:
    cells = draft.entry.meeting
    row = draft.blank("meetings", cells)
    topics = [topic.strip() for topic in cells["topics"].split(";") if topic.strip()]
    row["topic_ids"] = ";".join(draft.resolve("topics", ("", 0, "topics"), topic) for topic in topics)
    row["place_id"] = draft.resolve("places", ("", 0, "place"), cells["place"])
    place = draft.names["places"].rows.get(row["place_id"])
    if place and place["kind"] in AREA_KINDS:
        row["place_certainty"] = row["place_certainty"] or "unknown"
    row["date_precision"] = "month" if len(cells["date"]) == 7 else "day"
    row["date"] = cells["date"] + "-01"[: 3 * (len(cells["date"]) == 7)]
    if not is_day(row["date"]):
        remedy = "write a day as 2024-02-27, or 2024-02 where only the month is known"
        draft.fault(("", 0, "date"), f"{cells['date']!r} is no date", remedy)
    if row["meeting_id"] in {other["meeting_id"] for other in draft.rows["meetings"]}:
        what, remedy = (
            f"{row['meeting_id']} is in the record",
            "correct it there, or choose another id for another event",
        )
        draft.fault(("", 0, "meeting_id"), what, remedy)
    return row


def _build_visit(draft: Draft, number: int, cells: Cells) -> Row:
    row = draft.blank("visits", cells)
    row["person_id"] = draft.resolve("people", ("visits", number, "person"), cells["person"])
    row["organization_id"] = draft.resolve("organizations", ("visits", number, "organization"), cells["organization"])
    if cells["sequence"] and not (cells["sequence"].isdecimal() and int(cells["sequence"])):
        what = f"{cells['sequence']!r} is no place in a trip's order"
        draft.fault(("visits", number, "sequence"), what, "write a whole number from 1, or leave it out")
    return row


def _build_host(draft: Draft, number: int, cells: Cells) -> Row:
    row = Row({**draft.blank("hosts", cells), "rank": str(number)})
    if cells["person"]:
        row["person_id"] = draft.resolve("people", ("hosts", number, "person"), cells["person"])
    row["organization_id"] = draft.resolve("organizations", ("hosts", number, "organization"), cells["organization"])
    return row


def _add_trips(draft: Draft, meeting: Row, visits: list[Row]) -> None:
    for number, cells in enumerate(draft.entry.parts["trips"], 1):
        row = draft.blank("trips", cells)
        row["person_id"] = draft.resolve("people", ("trips", number, "person"), cells["person"])
        if row["trip_id"] in draft.names["trips"].rows:
            what, remedy = f"{row['trip_id']} is in the record", "delete this [[trips]], or give another id"
            draft.fault(("trips", number, "trip_id"), what, remedy)
        elif row["person_id"]:
            row["trip_id"] = row["trip_id"] or build_trip_id(draft, row["person_id"], meeting["date"])
            draft.add("trips", row)
    for number, visit in enumerate(visits, 1):
        where = ("visits", number, "trip")
        named = visit["trip_id"]
        visit["trip_id"] = draft.resolve("trips", where, named) if named else choose_trip(draft, visit, meeting, where)
        place_in_trip(draft, visit, meeting)


def _add_roles(draft: Draft) -> None:
    """Add what new roles are called; one that is told without where it is held is held anywhere."""
    known = {(row["role"], row["held_in"]) for row in draft.rows["roles"]}
    for cells in draft.entry.parts["roles"]:
        row = draft.blank("roles", {**cells, "held_in": cells["held_in"] or ANY})
        if (row["role"], row["held_in"]) not in known:
            draft.add("roles", row)


def _build_id(draft: Draft, visits: list[Row], hosts: list[Row]) -> str:
    """Date or month, the first visitor and the principal host: `2024-02-27-zuckerberg-kishida`."""
    start = draft.entry.meeting["date"]
    people = draft.names["people"].rows
    visitor = build_stem(draft, visits[0]["person_id"]) if visits else "visitor"
    received = "host"
    if hosts:
        person = hosts[0]["person_id"]
        received = build_short(people[person]) if person else hosts[0]["organization_id"]
    meeting_id = f"{start}-{visitor}-{received}"
    if meeting_id in {row["meeting_id"] for row in draft.rows["meetings"]}:
        what = f"the id would be {meeting_id}, which is in the record"
        draft.fault(("", 0, "meeting_id"), what, "correct the record, or give another id for another event")
    return meeting_id


def _cover(draft: Draft, person: str, year: str) -> None:
    """Let coverage say that a meeting of this leader was found in this year."""
    for row in draft.rows["coverage"]:
        if (row["person_id"], row["year"]) == (person, year):
            if row["searched"] != "found":
                draft.change("coverage", row, searched="found")
            return
    cells = {"person_id": person, "year": year, "searched": "found"}
    draft.add("coverage", Row({**draft.package.tables["coverage"].blank(), **cells}))


def _lines_of(package: DataPackage, changed: dict[str, list[Row]]) -> set[tuple[str, int]]:
    keys = {name: package.tables[name].key for name in changed}
    wanted = {(name, *(row[field] for field in keys[name])) for name, rows in changed.items() for row in rows}
    return {
        (package.tables[name].path, line) for name in changed for line, row in package.numbered(name)
        if (name, *(row[field] for field in keys[name])) in wanted
    }  # fmt: skip
