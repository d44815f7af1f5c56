"""The style of a plain page: the rules that it asks for, and no others."""

import re

import pytest

from techvisits.drawing import dress, style
from techvisits.drawing.dress import build_plain_sheet, build_view_sheet


def choose_rules(html: str) -> str:
    return dress.choose_rules(html, build_plain_sheet())


def test_a_page_is_dressed_once_in_its_empty_style() -> None:
    page = "<head><style></style></head><p class='brand'>"
    dressed = dress.dress(page)
    assert dressed == f"<head><style>{choose_rules(page)}</style></head><p class='brand'>"
    assert dress.dress("<p>") == "<p>"


def test_a_page_with_a_button_that_copies_gets_its_script_and_no_other_page_does() -> None:
    page = "<head><style></style></head><p class='copyable'><button data-copied='Copied'>Copy</button>"
    script = f'<script type="module" src="{style.copy_script_path()}"></script>'
    assert dress.dress(page).count(script) == 1
    assert "<script" not in dress.dress("<head><style></style></head><p class='copyable'>")


def test_variables_that_nothing_uses_are_left_out() -> None:
    rules = ":root{--ink:light-dark(#1,#2);--sea:light-dark(#3,#4);--map:light-dark(#5,#6)}p{color:var(--ink)}"
    kept = dress.drop_unused(rules, '<svg fill="var(--map)">')
    assert kept == ":root{--ink:light-dark(#1,#2);--map:light-dark(#5,#6)}p{color:var(--ink)}"


def test_a_rule_for_what_has_something_within_is_there_with_that_alone() -> None:
    assert ".plain:has(.request)" in choose_rules("<p class='plain'><p class='request'>")
    assert ":has(.request)" not in choose_rules("<p class='plain'>")


def test_of_a_rule_only_the_selectors_that_ask_for_something_on_the_page_are_kept() -> None:
    rules = choose_rules("<p class='kicker'>")
    assert ".kicker{font-size" in rules
    assert ".charthead" not in rules


@pytest.mark.parametrize("html", ['<i class="mark held">', "<i class='mark held'>", "<i class=mark><b class=held>"])
def test_rules_of_a_page_are_those_of_its_classes(html: str) -> None:
    rules = choose_rules(html)
    assert ".mark{" in rules
    assert ".mark:not(.held){" in rules, "a class in brackets may be absent"
    assert ".mark.cancelled{" not in rules
    assert ".stepper" not in rules


def test_rules_for_no_class_are_there_for_all() -> None:
    rules = choose_rules("<p>")
    assert rules.startswith(":root{--kind-1:light-dark(#")
    assert rules.count("@font-face{") == 2
    assert "font-display:swap" in rules, "text waits for no typeface"
    assert "h1{" in rules
    assert "@media" not in rules, "nor is there an empty one"


def test_all_classes_bring_all_rules_but_those_of_the_dashboard() -> None:
    sheet = build_plain_sheet()
    classes = " ".join({*re.findall(r"\.([a-z][\w-]*)", sheet)})
    assert choose_rules(f'<p class="{classes}">') == dress.drop_unused(sheet, "")
    assert sheet.count("{") == sheet.count("}")
    assert "/*" not in sheet
    assert {*re.findall(r"var\((--[\w-]+)\)", sheet)} <= {*re.findall(r"(--[\w-]+):", sheet)}


def test_the_rules_of_a_first_view_are_those_of_the_dashboards_that_it_asks_for() -> None:
    view = "<div class='first lang-ko'><p class='kicker'>"
    rules, sheet = dress.choose_rules(view, build_view_sheet()), style.pack_sheet().decode()
    assert len(rules) < 0.4 * len(sheet)
    assert ".kicker{" in rules
    assert "stHeader" not in rules
    assert "stHeader" in sheet
    assert ".first.lang-ko{" in rules
    assert ".first.lang-ja{" not in rules
    assert "#suggested" not in rules
    assert "#suggested{" in sheet
    assert "</" not in build_view_sheet(), "it stands in HTML as it is"


def test_its_typefaces_are_those_that_are_served() -> None:
    paths = {style.font_path(name) for _, name, _ in style.FACES}
    assert {*re.findall(r"url\('([^']*)'\)", build_plain_sheet())} <= paths
