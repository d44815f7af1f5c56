"""What a pane can't show at its opening view, a click away: places further out, unknown venues, other cities."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

import pandas as pd
import streamlit as st

from techvisits.app import address
from techvisits.app.markdown import plain
from techvisits.app.sections import Page
from techvisits.drawing import clusters as spots
from techvisits.drawing import deck as map
from techvisits.drawing import screen as geometry
from techvisits.drawing.deck import Pane, View
from techvisits.record.records import AREAS, each
from techvisits.text import words as labels

MOST: Final = 2
MOST_WIDE: Final = 5
WIDE: Final = 600
STRIP: Final = 36
MOST_ELSEWHERE: Final = 4
ARROWS: Final = "→↗↑↖←↙↓↘"
SOMEWHERE: Final = "▢ "


def show_beyond(page: Page, pane: Pane, view: View) -> None:
    """On the pane's lower edge: its area's meetings of unknown venue, and the cities further out with their direction."""
    here = page.shown.meetings[page.shown.meetings["area"] == pane.area]
    pointed = spots.has_point(here)
    located = here[pointed]
    out = located[_is_outside(located, pane, view)]
    groups = sorted(((_direction(rows, view) + " ", rows) for _, rows in out.groupby("city_id")), key=_by_size)
    if not pointed.all():
        groups.insert(0, (SOMEWHERE, here[~pointed]))
    if not groups:
        return
    most = MOST_WIDE if pane.width > WIDE else MOST
    with st.container(horizontal=True, key=f"edge-{pane.area}", gap="small"):
        _show_groups(page, f"beyond-{pane.area}", groups, most)


def show_elsewhere(page: Page) -> None:
    """Beside the small map: meetings outside both areas, by city, or by country where only that is known."""
    meetings = page.shown.meetings
    away = meetings[~meetings["area"].isin(AREAS)]
    if away.empty or page.stops:
        return
    keys = away["city_id"].where(away["city_id"] != "", away["place_id"])
    groups = sorted((("", rows) for _, rows in away.groupby(keys)), key=_by_size)
    with st.container(horizontal=True, key="elsewhere", gap="small"):
        st.html(f"<span class='sure'>{page.language.say('Elsewhere:')}</span>", width="content")
        _show_groups(page, "elsewhere", groups, MOST_ELSEWHERE)


def _show_groups(page: Page, key: str, groups: list[tuple[str, pd.DataFrame]], most: int) -> None:
    """The largest groups as buttons, the others behind one."""
    for number, (arrow, rows) in enumerate(groups[:most]):
        _show_group(page, f"{key}-{number}", arrow, rows)
    rest = groups[most:]
    if not rest:
        return
    label = page.language.count("{n} more place", "{n} more places", len(rest))
    with st.popover(label, type="tertiary", key=f"{key}-more"):
        for number, (arrow, rows) in enumerate(rest, most):
            _show_group(page, f"{key}-{number}", arrow, rows)


def _show_group(page: Page, key: str, arrow: str, rows: pd.DataFrame) -> None:
    row = next(each(rows.head(1)))
    name = labels.city(row, page.language)
    if arrow == SOMEWHERE:
        name = page.language.say("somewhere in {city}", city=page.city_name(row.area))
    target = replace(
        page.state,
        meeting="",
        filters=replace(page.state.filters, place=tuple(dict.fromkeys(rows["place_id"]))),
    )
    label = f"{arrow}{plain(name)}  {page.language.number(len(rows))}"
    st.button(label, key=key, type="tertiary", on_click=address.go, args=(target,))


def _by_size(group: tuple[str, pd.DataFrame]) -> int:
    return -len(group[1])


def _is_outside(rows: pd.DataFrame, pane: Pane, view: View) -> pd.Series[bool]:
    bounds = map.bounds(pane, view, bottom=STRIP)
    outside = [not geometry.is_inside(geometry.project(*at, view.zoom), bounds) for at in _positions(rows)]
    return pd.Series(outside, rows.index, dtype=bool)


def _positions(rows: pd.DataFrame) -> list[tuple[float, float]]:
    return [(float(a), float(b)) for a, b in zip(rows["latitude"], rows["longitude"], strict=True)]


def _direction(rows: pd.DataFrame, view: View) -> str:
    """The arrow of the eight that points from the view's middle to the rows."""
    x, y = geometry.project(*geometry.centre_of(_positions(rows)), view.zoom)
    middle = geometry.project(view.latitude, view.longitude, view.zoom)
    turn = math.degrees(math.atan2(middle[1] - y, x - middle[0]))
    return ARROWS[round(turn / 45) % 8]
