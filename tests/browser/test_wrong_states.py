"""What goes wrong under an open page is said, and the page comes back to the same view."""

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.serving import ROOT, settle
from browser.walk import listed

PHONE = {"width": 390, "height": 844}


@contextmanager
def dashboard(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The dashboard on this port, until the block ends or it is killed."""
    command = [sys.executable, "-m", "techvisits", "serve", "--address", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.2)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def test_a_lost_connection_is_told_and_the_view_comes_back(browser: Browser) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900}, locale="ko-KR")
    page = context.new_page()
    with dashboard(port):
        page.goto(f"http://127.0.0.1:{port}/?company=nvidia&city=seoul")
        settle(page)
        rows = listed(page)
        assert rows
    expect(page.locator(".lost")).to_contain_text("연결이 끊겼다")
    page.wait_for_timeout(5000)  # by then Streamlit has said so in English
    expect(page.locator(".stDialog")).to_have_count(0)
    assert listed(page) == rows
    with dashboard(port):
        expect(page.locator(".lost")).to_be_hidden()
        settle(page)
        page.wait_for_timeout(1500)
        assert listed(page) == rows
        page.locator(f'[id="row-{rows[0]}"]').click()
        page.wait_for_url(f"**meeting={rows[0]}**")
        expect(page.locator(".st-key-details article")).to_be_visible()
        context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True, viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def test_nothing_lies_over_the_menu_of_a_phone(phone: Page, address: str) -> None:
    phone.goto(address)
    settle(phone)
    phone.locator("summary", has_text="Menu").locator("visible=true").tap()
    phone.get_by_role("link", name="Questions").locator("visible=true").first.tap()
    phone.wait_for_url("**/explore")
    phone.go_back()
    settle(phone)
    phone.get_by_role("link", name="Search", exact=True).tap()
    expect(phone.locator(".st-key-q input[name=q]").last).to_be_focused()


def test_enter_before_the_list_is_there_takes_the_best_of_it(page: Page, address: str) -> None:
    page.route("**/api/choices/**", lambda route: (time.sleep(0.5), route.continue_()))
    page.goto(address)
    settle(page)
    page.locator("#root .st-key-company input").click()
    page.keyboard.type("nvid")
    page.keyboard.press("Enter")
    page.wait_for_url("**company=nvidia")


def test_a_question_keeps_all_topics_and_the_language(page: Page, address: str) -> None:
    page.goto(f"{address}/explore/topics?topic=ai-chips&topic=memory-chips&city=seoul&lang=ja")
    page.get_by_role("button", name="表示").click()
    page.wait_for_url(re.compile("topic=ai-chips&topic=memory-chips"))
    for kept in ("city=seoul", "lang=ja"):
        assert kept in page.url


def test_reload_keeps_the_language_that_was_chosen(browser: Browser, address: str) -> None:
    context = browser.new_context(bypass_csp=True, locale="ja-JP", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(address)
    settle(page)
    assert page.url == f"{address}/?lang=ja"
    page.get_by_role("link", name="EN", exact=True).locator("visible=true").click()
    page.wait_for_url(f"{address}/")
    settle(page)
    page.reload()
    settle(page)
    assert page.url == f"{address}/"
    expect(page.locator("html")).to_have_attribute("lang", "en")
    context.close()
