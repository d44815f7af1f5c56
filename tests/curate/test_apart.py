"""The check in a process of its own finds what the check finds, and says when it was cut off."""

import sys
from pathlib import Path

import pytest
from conftest import FIXTURE, Edit

from techvisits.curate import apart
from techvisits.curate.check import check_package, today_there


def test_it_finds_what_the_check_finds(fixture_folder: Path, edit: Edit) -> None:
    assert apart.check_apart(FIXTURE) == check_package(FIXTURE, today_there())
    for wrong in (
        lambda: edit("meetings", lambda rows: rows[0].update(summary="No stop")),
        lambda: edit("places", lambda rows: rows[0].update(latitude="91.0")),
        lambda: edit("visits", lambda rows: rows[0].update(person_id="nobody")),
        lambda: edit("people", lambda rows: rows[0].update(person_id=rows[1]["person_id"])),
    ):
        wrong()
        found = apart.check_apart(fixture_folder)
        assert found == check_package(fixture_folder, today_there())
        assert "error" in {finding.severity for finding in found}


def test_a_check_that_is_cut_off_is_no_clean_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    (found,) = apart.check_apart(FIXTURE)
    assert (found.severity, found.message) == (
        "error",
        "could not be checked: the process of the check ended with 1",
    )
