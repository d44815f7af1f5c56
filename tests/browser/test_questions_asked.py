"""Twelve questions as readers asked them, answered from the front page by clicking and typing; the truth is counted in the tables."""

import datetime as dt
import re
from collections.abc import Callable, Iterator

import pandas as pd
import pytest
from conftest import DATA
from playwright.sync_api import Browser, Page, expect

from browser.serving import settle
from browser.walk import listed

LOCALES = {"en": "en-US", "ja": "ja-JP", "ko": "ko-KR"}
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
CHIPS = {"ai-chips", "chip-manufacturing", "memory-chips", "processors"}
Opening = Callable[..., Page]


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / f"{name}.csv", dtype=str).fillna("")


PLACES = read("places")[["place_id", "name", "city", "country_code"]].rename(columns={"name": "place"})
MEETINGS = read("meetings").merge(PLACES, on="place_id")
HELD = MEETINGS[MEETINGS.status == "held"]
VISITS, HOSTS = read("visits"), read("hosts")
PEOPLE = read("people").set_index("person_id")["name"]


def with_visits(table: pd.DataFrame, **those: str) -> pd.DataFrame:
    """The meetings to which somebody came, each once: `organization_id="nvidia"`."""
    found = VISITS[[*map(all, zip(*(VISITS[key] == value for key, value in those.items()), strict=True))]]
    return table[table.meeting_id.isin(found.meeting_id)]


def with_hosts(table: pd.DataFrame, organization_id: str, role: str) -> pd.DataFrame:
    found = HOSTS[(HOSTS.organization_id == organization_id) & HOSTS.role.str.fullmatch(role)]
    return table[table.meeting_id.isin(found.meeting_id)]


@pytest.fixture
def arrive(browser: Browser, address: str) -> Iterator[Opening]:
    """Opens the front page as somebody does whose browser is in that language."""
    contexts = []

    def open_front(code: str, *, on_phone: bool = False) -> Page:
        more = {"viewport": PHONE, "has_touch": True, "is_mobile": True} if on_phone else {"viewport": DESK}
        contexts.append(browser.new_context(bypass_csp=True, locale=LOCALES[code], **more))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.goto(address)
        settle(page)
        return page

    yield open_front
    for context in contexts:
        context.close()


def choose(page: Page, key: str, words: str, *, out: bool = False) -> None:
    """Type into a filter and press Enter; with Alt, what it says is left out."""
    before = page.url
    page.locator(f"#root .st-key-{key} input").click()
    page.keyboard.type(words)
    page.keyboard.press("Alt+Enter" if out else "Enter")
    page.wait_for_function("before => location.href !== before", arg=before)
    settle(page)


def type_words(page: Page, words: str) -> None:
    page.locator(".st-key-q input[name=q]").last.click()
    page.keyboard.type(words)
    page.locator("#suggested [role=option]").first.wait_for()


def search(page: Page, words: str) -> None:
    type_words(page, words)
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    settle(page)


def take_first(page: Page) -> None:
    """Go to the first thing that is suggested."""
    page.locator("#suggested [role=option]").first.click()
    page.wait_for_url(re.compile("/(people|organizations|places)/"))


def go(page: Page, name: str) -> None:
    """Follow the link beside the page."""
    page.locator("#root nav").get_by_role("link", name=re.compile(f"^{name}")).locator("visible=true").first.click()


def governments_about(topics: set[str], days: int) -> set[str]:
    """Those whom a ministry or head of each country received within so many days, on one of the topics."""
    bodies = read("organizations").query("kind == 'government' and country_code in ('JP', 'KR')")
    bodies = bodies[~bodies.name.str.contains(r"\b(?:City|Province|Prefecture|Metropolitan|District)\b")]
    own = HELD[[bool(topics & set(ids.split(";"))) for ids in HELD.topic_ids]]
    received = own[["meeting_id", "date"]].merge(HOSTS, on="meeting_id").merge(bodies, on="organization_id")
    received = received[["meeting_id", "date", "country_code"]].merge(VISITS, on="meeting_id")
    japan, korea = (received[received.country_code == code][["person_id", "date"]] for code in ("JP", "KR"))
    both = japan.merge(korea, on="person_id")
    apart = (pd.to_datetime(both.date_x) - pd.to_datetime(both.date_y)).abs()
    return {PEOPLE[i] for i in both[apart <= pd.Timedelta(days=days)].person_id}


def test_both_governments_about_chips(arrive: Opening) -> None:
    """Who met both governments about chips within a month, and who within a year?"""
    page = arrive("en")
    page.get_by_role("link", name="Who met both governments?").click()
    for topic in read("topics").set_index("topic_id").label[[*CHIPS]]:
        box = page.get_by_label("Topic")
        box.select_option(label=box.locator("option", has_text=topic).inner_text())
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_label("Topic").locator("option", has_text=topic)).to_have_count(0)
    for days in (30, 365):
        page.get_by_role("link", name=f"Within {days} days").click()
        page.wait_for_url(f"**within={days}**")
        rows = [row.split("\t") for row in page.locator(".behind tbody tr").all_inner_texts()]
        assert {row[0] for row in rows if row[5]} == governments_about(CHIPS, days)


def test_altman_and_the_president(arrive: Opening) -> None:
    """When did Sam Altman last see Korea's president, and who else was in town?"""
    last = with_hosts(with_visits(HELD, person_id="sam-altman"), "government-of-korea", "President").date.max()
    day = dt.date.fromisoformat(last)
    near = HELD[(HELD.date_precision == "day") & HELD.country_code.isin(["JP", "KR"])]
    near = near[near.date.between(str(day - dt.timedelta(3)), str(day + dt.timedelta(3)))]
    others = {PEOPLE[i] for i in VISITS[VISITS.meeting_id.isin(near.meeting_id)].person_id}
    page = arrive("en")
    choose(page, "leader", "altman")
    choose(page, "office", "president")
    page.locator(".st-key-right .row").first.click()
    expect(page.locator(".st-key-details")).to_contain_text(f"{day.day} {day:%B %Y}")
    page.get_by_role("link", name="Who else was in town that week").click()
    expect(page.locator(".behind tbody tr").first).to_be_visible()
    assert set(page.locator(".behind tbody tr td:nth-child(2), .behind tbody tr th + td").all_inner_texts()) == others
    page.go_back()
    settle(page)
    expect(page.locator(".st-key-details")).to_contain_text(f"{day.day} {day:%B %Y}")


def test_nvidia_in_seoul(arrive: Opening) -> None:
    """Which meetings of Nvidia did the record find in 2025 in Seoul?"""
    truth = with_visits(MEETINGS, organization_id="nvidia")
    truth = truth[truth.date.str.startswith("2025") & (truth.city == "seoul")]
    page = arrive("en")
    choose(page, "company", "nvid")
    choose(page, "city", "seoul")
    page.get_by_text("More filters").locator("visible=true").click()
    choose(page, "year", "2025")
    expect(page.locator(".st-key-count")).to_contain_text(f"{len(truth)} meetings")
    assert set(listed(page)) == set(truth.meeting_id)


def test_microsoft_and_the_prime_minister(arrive: Opening) -> None:
    """マイクロソフトの社長が首相と会ったのはいつか"""
    (day,) = with_hosts(with_visits(HELD, organization_id="microsoft"), "government-of-japan", "Prime Minister").date
    year, month, date = map(int, day.split("-"))
    page = arrive("ja")
    search(page, "マイクロソフト 首相")
    expect(page.locator(".st-key-right .row")).to_have_count(1)
    expect(page.locator(".st-key-right .row")).to_contain_text(f"{month}月{date}日")
    expect(page.locator(".st-key-right h3").first).to_contain_text(f"{year}年{month}月")


def test_kantei_without_meta(arrive: Opening) -> None:
    """2024年に首相官邸を訪れたのは誰か(メタを除く)"""
    truth = MEETINGS[(MEETINGS.place_id == "kantei") & MEETINGS.date.str.startswith("2024")]
    truth = truth[~truth.meeting_id.isin(with_visits(MEETINGS, organization_id="meta").meeting_id)]
    page = arrive("ja")
    type_words(page, "首相官邸")
    take_first(page)
    page.get_by_role("link", name="地図で見る").first.click()
    settle(page)
    page.get_by_text("絞り込みを増やす").or_(page.locator(".more summary")).locator("visible=true").first.click()
    choose(page, "year", "2024")
    choose(page, "company", "メタ", out=True)
    assert set(listed(page)) == set(truth.meeting_id)


def test_whom_the_prime_minister_met(arrive: Opening) -> None:
    """高市首相は就任後、誰と会ったか"""
    found = HOSTS[(HOSTS.person_id == "sanae-takaichi") & (HOSTS.role == "Prime Minister")]
    truth = HELD[HELD.meeting_id.isin(found.meeting_id)]
    page = arrive("ja")
    type_words(page, "高市")
    take_first(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("高市早苗")
    as_prime_minister = page.locator("main .row", has_text="高市早苗（首相）")
    expect(as_prime_minister).to_have_count(len(truth))


def test_lee_in_tokyo(arrive: Opening) -> None:
    """이재용이 도쿄에서 만난 사람은?"""
    truth = with_visits(MEETINGS, person_id="lee-jae-yong")
    truth = truth[truth.city == "tokyo"]
    page = arrive("ko")
    choose(page, "leader", "이재용")
    choose(page, "city", "도쿄")
    assert set(listed(page)) == set(truth.meeting_id)
    expect(page.locator(".st-key-count")).to_contain_text(f"만남 {len(truth)}건")


def test_son_and_presidents(arrive: Opening) -> None:
    """손정의는 한국 대통령을 몇 번 만났나?"""
    truth = with_hosts(with_visits(HELD, person_id="masayoshi-son"), "government-of-korea", "President")
    page = arrive("ko")
    choose(page, "leader", "손정의")
    choose(page, "office", "대통령")
    assert set(listed(page)) == set(truth.meeting_id)
    expect(page.get_by_role("heading", level=1).locator("visible=true")).to_contain_text(f"{len(truth)}건")


def test_promises_of_openai_in_korea(arrive: Opening) -> None:
    """오픈AI가 한국에서 한 약속 가운데 이행된 것은?"""
    promises = read("promises")
    last = read("progress").sort_values("date", kind="stable").groupby("promise_id").step.last()
    own = promises[promises.meeting_id.isin(with_visits(MEETINGS, organization_id="openai").meeting_id)]
    korean = own[own.meeting_id.isin(MEETINGS[MEETINGS.country_code == "KR"].meeting_id)]
    done = korean[korean.promise_id.map(last) == "done"]
    page = arrive("ko")
    go(page, "약속")
    box = page.get_by_label("기업")
    box.select_option(label=box.locator("option", has_text="오픈AI").first.inner_text())
    page.get_by_role("button", name="보기").click()
    page.get_by_role("link", name=re.compile("^이행")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("이행")
    main = page.locator("main").inner_text()
    assert [what for what in korean.what if what in main] == [*done.what]


def test_chicken(arrive: Opening) -> None:
    """On a phone: Whom did Jensen Huang meet over fried chicken?"""
    meeting = with_visits(HELD[HELD.place.str.contains("Chicken")], person_id="jensen-huang").meeting_id
    hosts = HOSTS[HOSTS.meeting_id.isin(meeting)].person_id
    page = arrive("en", on_phone=True)
    page.get_by_role("link", name="Search", exact=True).tap()
    page.keyboard.type("chicken")
    page.locator("#suggested [role=option]", has_text="Chicken").first.tap()
    page.wait_for_url("**/places/**")
    for host in hosts:
        expect(page.locator("main .row").first).to_contain_text(PEOPLE[host])


def test_two_beside_each_other(arrive: Opening) -> None:
    """スマートフォンで: 孫正義とジェンスン・フアン、韓国での会合が多いのはどちらか"""
    korean = HELD[HELD.country_code == "KR"]
    son, huang = (len(with_visits(korean, person_id=i)) for i in ("masayoshi-son", "jensen-huang"))
    page = arrive("ja", on_phone=True)
    page.locator("summary", has_text="メニュー").locator("visible=true").tap()
    page.get_by_role("link", name="問い").locator("visible=true").first.tap()
    page.get_by_role("link", name="2つ並べて比べる").tap()
    page.get_by_label("一方", exact=True).fill("孫")
    page.get_by_label("もう一方").fill("フアン")
    page.get_by_role("button", name="比較する").tap()
    expect(page.get_by_role("row", name=re.compile("^韓国"))).to_have_text(re.compile(rf"韓国\s*{son}\s*{huang}"))


def test_apec(arrive: Opening) -> None:
    """휴대전화에서: 2025년 10월 말 경주에 온 경영자는?"""
    truth = MEETINGS[(MEETINGS.city == "gyeongju") & MEETINGS.date.between("2025-10-25", "2025-11-05")]
    page = arrive("ko", on_phone=True)
    page.get_by_role("link", name="조건", exact=True).tap()
    choose(page, "city", "경주")
    first, last = page.locator("#root .st-key-dates input[type=date]").all()
    first.fill("2025-10-25")
    page.wait_for_url("**from=**")
    settle(page)
    last.fill("2025-11-05")
    page.wait_for_url("**to=**")
    settle(page)
    page.get_by_role("link", name=f"{len(truth)}건 보기").tap()
    assert set(listed(page)) == set(truth.meeting_id)
