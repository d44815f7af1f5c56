"""What stands round the page: notices, headline, and on a phone the choice of parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import streamlit as st

from techvisits.package.errors import Finding, Problem
from techvisits.text import sections
from techvisits.text.page import Page

LINKED: Final = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
"""Where an address is told to be one, after all backslashes are gone."""

WORD_JOINER: Final = "\u2060"


def show_notices(page: Page, problems: Sequence[Problem], closed: Sequence[str]) -> None:
    """What of the address was not understood or is hidden by the filters."""
    say = page.language.say
    if problems:
        what = "; ".join(str(problem).partition(": ")[0] for problem in problems[:5])
        st.warning(say("Part of this address was ignored: {what}.", what=plain(what)))
    for identifier in closed:
        st.info(say("{what} is closed, since the filters hide it.", what=plain(_name_of(identifier, page))))


def show_refused(page: Page, refused: Sequence[Finding]) -> None:
    """That the record is an older one, since what should take its place has errors."""
    if refused:
        version = plain(page.record.version)
        st.warning(
            page.language.say("What was to replace this record has errors; you see version {version}.", version=version)
        )


def _name_of(identifier: str, page: Page) -> str:
    meeting = page.record.by_id.get(identifier)
    if meeting:
        return str(sections.build_row(meeting, page).sentence.striptags())
    trip = page.record.trips.get(identifier)
    return trip.title if trip else identifier


def show_headline(page: Page) -> None:
    """What is shown, in a sentence."""
    with st.container(key="headline"):
        st.html(sections.render_headline(page))


def show_parts(page: Page) -> None:
    """On a phone one part at a time: the list first, the map and the chart one tap away; hidden on wider screens."""
    say = page.language.say
    names = {"list": say("List"), "map": say("Map"), "chart": say("Chart")}
    st.session_state.setdefault("part", "list")
    with st.container(key="phone"):
        st.segmented_control(
            say("Part"),
            list(names),
            key="part",
            format_func=lambda part: names[part],
            label_visibility="collapsed",
            width="stretch",
        )
        st.html(f"<i class='part-{st.session_state['part'] or 'list'}'></i>")


def plain(text: str) -> str:
    """Text that Markdown shows as it is; what it would make a link of holds a mark that is not seen."""
    return "".join("\\" + c if c in "\\`*_{}[]()#+-.!|~$:<>" else c for c in LINKED.sub(WORD_JOINER, text))
