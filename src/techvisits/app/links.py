"""HTML with real links: a plain click on one goes to Python without a reload, any other click is the browser's."""

from __future__ import annotations

from typing import Final

import streamlit as st
from markupsafe import Markup

from techvisits.app import address
from techvisits.drawing import style
from techvisits.record.record import Record
from techvisits.text.address import STYLE, parse_change

# Streamlit sends a component's script with each of its elements: what is sent only names the one that is fetched once.
SCRIPT: Final = f"""
const script = import(new URL("{style.script_path()}", document.baseURI).href);
export default (component) => {{ script.then((module) => module.default(component)); }};
"""
_show: Final = st.components.v2.component(
    "techvisits.links",
    html="<div class='links'></div>",
    js=SCRIPT,
    isolate_styles=False,
)


def show_links(html: Markup, key: str, record: Record, *, takes_focus: bool = False, lost: str = "") -> None:
    """The HTML; a click on a link in it changes the address as its `data-go` says.

    With `takes_focus` its first link has the keyboard where what had it went; `lost` are the words for a connection that is.
    """
    if html:
        _show(
            data={"html": str(html), "focus": takes_focus, "lost": lost}, key=key, on_go_change=lambda: _go(key, record)
        )


def show_picture(html: Markup, key: str, record: Record, *, after: int = 0, is_still: bool = False) -> bool:
    """The HTML as a picture that answers a pointer; True once the reader asked for what is live in its place.

    `after` so many milliseconds it asks by itself where the machine draws maps in hardware; 0: it never does. One that
    `is_still` is asked for by its button alone.
    """
    live: set[str] = st.session_state.setdefault("live", set())
    is_live = key in live
    data = {"html": str(html), "picture": True, "wakes": not is_live, "after": after, "still": is_still}
    _show(data=data, key=key, on_go_change=lambda: _go(key, record), on_live_change=lambda: live.add(key))
    return is_live


def has_pictures() -> bool:
    """Whether this reader was shown pictures before."""
    return "live" in st.session_state


def _go(key: str, record: Record) -> None:
    follow(str(st.session_state[key].get("go") or ""), record, brings_list=key != "side")


def follow(go: str, record: Record, *, brings_list: bool = True) -> None:
    """Make the change that a click asks for, if any; on a phone the list comes forward where it opens or lists something.

    Without `brings_list` the part that a reader looks at stays: a filter narrows any of them.
    """
    change = parse_change(go)
    if brings_list and change.put.keys() - {*STYLE, "from", "to"}:
        st.session_state["part"] = "list"
    if go:
        address.follow(record, change)
