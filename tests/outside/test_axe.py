"""What axe-core, which others wrote, finds on a sample of all pages; `make access` has it look at each in every look."""

from browser import access
from browser.serving import browse, serve


def test_axe_finds_nothing_on_any_page() -> None:
    with serve() as address, browse() as chromium:
        found = [fault for _, faults in access.look_at(chromium, address, access.sample()) for fault in faults]
    assert found == [], "\n".join(map(str, found))
