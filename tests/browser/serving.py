"""The real dashboard on a free port and a real browser in front of it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, sync_playwright

from browser.install import find_browser

ROOT = Path(__file__).parents[2]
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # The list under the address bar is a page of its own that each new window loads; the others Playwright turns off.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,PaintHolding,HttpsUpgrades,Translate,MediaRouter",
)


IDLE = """!document.querySelector('[data-testid="stStatusWidget"], [data-stale="true"], [data-test-script-state="running"]')"""


@contextmanager
def serve(**environment: str) -> Iterator[str]:
    """The base address of a dashboard that runs as long as the block."""
    with run_server(
        "techvisits", "serve", "--address", "127.0.0.1", "--port", health="/api/health", **environment
    ) as address:
        yield address


@contextmanager
def run_server(*arguments: str, health: str, tool: str = "", **environment: str) -> Iterator[str]:
    """The base address of a command, or of a Python module, that serves on the port given last, once it answers at the path `health`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [*([tool] if tool else [sys.executable, "-m"]), *arguments, str(port)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}{health}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def browse(flags: Sequence[str] = FLAGS) -> Iterator[Browser]:
    """A headless Chromium as on a machine without a graphics card: it paints pages by itself, and draws WebGL in software."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=flags)
        yield browser
        browser.close()


def settle(page: Page) -> None:
    """Wait until the dashboard has taken over and shows its newest state."""
    page.wait_for_function("!document.getElementById('first')", timeout=60_000)
    page.wait_for_selector(".st-key-map svg", state="attached", timeout=60_000)
    page.wait_for_selector(".st-key-right", state="attached")
    wait_until_idle(page)


def wait_until_idle(page: Page) -> None:
    """Wait until a Streamlit page shows its newest state."""
    page.wait_for_function(IDLE, timeout=60_000)


@contextmanager
def hold(page: Page, pattern: str) -> Iterator[list[Route]]:
    """What the page asks for at addresses like the pattern is held back as long as the block; what has been so far."""
    held: list[Route] = []
    is_over = False
    page.route(pattern, lambda route: route.continue_() if is_over else held.append(route))
    yield held
    is_over = True
    for route in held:
        route.continue_()


def make_live(page: Page, *areas: str) -> None:
    """Have the live maps of these areas in place of their pictures, drawn whole."""
    for area in areas:
        page.locator(f".st-key-picture-{area} .mover").click()
        page.wait_for_selector(f".st-key-map-{area} canvas")
        page.wait_for_selector(f".st-key-map-{area} .mapboxgl-ctrl-group", timeout=60_000)
    settle(page)


def make_time_live(page: Page) -> None:
    """Have the live timeline in place of its picture."""
    page.locator(".waker").click()
    page.wait_for_selector(".st-key-timeline .bars path", timeout=60_000)
    settle(page)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers; raise where it ends or takes more than 90 s."""
    deadline = time.monotonic() + 90
    while True:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start (exit code {process.poll()})") from None
            time.sleep(0.2)
