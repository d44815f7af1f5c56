"""All checks of the data package: its shape by frictionless, its sense by `rules`."""

from __future__ import annotations

import functools
from pathlib import Path

from techvisits.datapackage import load_package
from techvisits.records import Records, build_records


@functools.lru_cache(maxsize=2)
def load_records(folder: Path) -> Records:
    """The record of a package that has no errors; raises DataError with all of them otherwise."""
    return build_records(load_package(folder))
