"""What axe-core, which others wrote, finds on a sample of all pages; `make access` has it look at each in every look."""

from collections.abc import Iterator

import pytest
from browser import access
from browser.serving import browse, serve
from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serve() as base:
        yield base


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browse() as chromium:
        yield chromium


@pytest.mark.parametrize("part", range(4))
def test_axe_finds_nothing_on_any_page(browser: Browser, address: str, part: int) -> None:
    sights = [*access.sample()][part::4]
    found = [fault for _, faults in access.look_at(browser, address, sights) for fault in faults]
    assert found == [], "\n".join(map(str, found))
