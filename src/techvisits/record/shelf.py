"""The record that is being served: a folder's last good one, until a newer one has been read and checked aside."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from techvisits.package.contents import list_files
from techvisits.package.errors import DataError, Finding
from techvisits.package.tables import DataPackage
from techvisits.record.join import build_record
from techvisits.record.load import read_whole
from techvisits.record.record import Record

PAUSE: Final = 5.0
"""Seconds from one look at a folder to the next; a change is taken in at the second look that finds it the same."""

Check = Callable[[Path], Sequence[Finding]]
Stamp = tuple[tuple[str, int, int], ...]


class Shelf:
    """A folder's record with the `package` and the `files` it was made from, only ever replaced as a whole; `refused`: what is wrong with newer ones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.refused: tuple[Finding, ...] = ()
        self._taken = self._seen = read_stamp(folder)
        gc.disable()
        try:
            self._put(read_whole(folder))
        finally:
            gc.enable()

    def refresh(self, check: Check) -> bool:
        """Whether a newer record was put in place: the folder has changed, keeps still, and `check` finds no error in it."""
        before, self._seen = self._seen, read_stamp(self.folder)
        if self._seen in (self._taken, ()) or self._seen != before:
            return False
        self._taken = self._seen
        try:
            newer = read_whole(self.folder)
            errors = tuple(finding for finding in check(self.folder) if finding.severity == "error")
        except DataError as error:
            errors = tuple(error.findings)
        self.refused = errors
        if not errors:
            self._put(newer)
        return not errors

    def _put(self, package: DataPackage) -> None:
        self.record, self.package, self.files = build_record(package), package, list_files(package)


@lru_cache(maxsize=2)
def find_shelf(folder: Path) -> Shelf:
    """The shelf of a folder; raises DataError with all that keeps its first record from being read."""
    shelf = Shelf(folder)
    _freeze()
    return shelf


def _freeze() -> None:
    """A record stays; else Python would look through all of it for waste again and again, a second each time if it is large."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def load_record(folder: Path) -> Record:
    """The record of a data package as it is being served; raises DataError where there is none yet that can be read."""
    return find_shelf(folder).record


def read_stamp(folder: Path) -> Stamp:
    """Name, time and size of each file in the folder; empty where it is not there."""
    try:
        states = [(path.name, path.stat()) for path in sorted(folder.iterdir()) if path.is_file()]
    except OSError:
        return ()
    return tuple((name, state.st_mtime_ns, state.st_size) for name, state in states)


def watch(folder: Path, check: Check, pause: float = PAUSE) -> None:
    """Look at the folder for as long as the process lives, beside all that it answers."""

    def look() -> None:
        while True:
            time.sleep(pause)
            if find_shelf(folder).refresh(check):
                _freeze()

    threading.Thread(target=look, name="shelf", daemon=True).start()
