"""What goes to an archive when a version of the data is released: files whose bytes are the same for the same data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from techvisits.export.archive import build_archive
from techvisits.package.contents import CITATION, SUMS, build_sums, read_files
from techvisits.package.tables import DataPackage, load_package
from techvisits.record.history import ADDED, CHANGED, WITHDRAWN, Change
from techvisits.record.join import build_record
from techvisits.record.record import Record

COPIED: Final[tuple[str, ...]] = ("DICTIONARY.md", "CHANGELOG.md", CITATION)
ZENODO: Final = ".zenodo.json"
KEYWORDS: Final = (
    "technology companies",
    "official visits",
    "Japan",
    "South Korea",
    "Tokyo",
    "Seoul",
    "diplomacy",
    "lobbying",
)
Json = dict[str, object]


def build_release_files(folder: Path) -> dict[str, bytes]:
    """The files by name: the data as a zip, its dictionary, changelog and citation, what changed, Zenodo's metadata, checksums."""
    package, files = load_package(folder), read_files(folder)
    release: dict[str, bytes] = {name: files[name] for name in COPIED if name in files}
    release[f"tech-visits-{package.version}.zip"] = build_archive(files, package.released)
    release[f"changes-{package.version}.json"] = _write(build_changes_document(build_record(package)))
    release[ZENODO] = _write(build_zenodo(package))
    release[SUMS] = build_sums(release)
    return dict(sorted(release.items()))


def build_changes_document(record: Record) -> Json:
    """What this version added, changed (which facts, and for what reasons) and withdrew."""
    history = record.history
    versions = [release.version for release in history.releases]
    before = versions[: versions.index(record.version)] if record.version in versions else versions
    own = [change for change in history.changes if change.version == record.version]
    return {
        "version": record.version,
        "released_on": record.released.date().isoformat(),
        "previous": before[-1] if before else "",
        ADDED: [change.meeting_id for change in own if change.kind == ADDED],
        CHANGED: [*_list_changed(own, record)],
        WITHDRAWN: [*_list_withdrawn(own, record)],
    }


def build_zenodo(package: DataPackage) -> Json:
    """The metadata of a deposit, as Zenodo reads them from a file."""
    descriptor = package.descriptor
    first, *others = descriptor.get("licenses", [])
    return {
        "title": descriptor.get("title", ""),
        "description": f"<p>{descriptor.get('description', '')}</p>",
        "upload_type": "dataset",
        "access_right": "open",
        "license": first["name"].lower(),
        "notes": "; ".join(f"{each['title']}: {each['path']}" for each in others),
        "creators": [{"name": each["title"]} for each in descriptor.get("contributors", [])],
        "version": package.version,
        "publication_date": package.released.date().isoformat(),
        "language": "eng",
        "keywords": [*KEYWORDS],
    }


def _list_changed(own: Sequence[Change], record: Record) -> Iterator[Json]:
    for change in own:
        if change.kind == CHANGED:
            reasons = [
                {"field": reason.field, "what": reason.what, "why": reason.why, "url": reason.url}
                for reason in record.history.reasons[change]
            ]
            yield {"meeting_id": change.meeting_id, "facts": [*change.facts], "corrections": reasons}


def _list_withdrawn(own: Sequence[Change], record: Record) -> Iterator[Json]:
    for change in own:
        if change.kind == WITHDRAWN:
            gone = record.gone.get(change.meeting_id)
            why = gone.why if gone else ""
            yield {"meeting_id": change.meeting_id, "why": why, "replaced_by": record.find_heir(change.meeting_id)}


def _write(document: Json) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
