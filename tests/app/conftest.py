"""The dashboard of these tests shows the small package, unless a test names another."""

import pytest
from conftest import DATA, FIXTURE


@pytest.fixture(autouse=True)
def small_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that the page reads, and our own base map."""
    monkeypatch.setenv("TECHVISITS_DATA", str(FIXTURE))
    monkeypatch.delenv("TECHVISITS_BASEMAP", raising=False)


@pytest.fixture
def shipped(small_package: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page shows the shipped record, for what needs many meetings."""
    monkeypatch.setenv("TECHVISITS_DATA", str(DATA))
