"""HTML with real links: a plain click on one goes to Python without a reload, any other click is the browser's."""

from __future__ import annotations

from typing import Final

import streamlit as st
from markupsafe import Markup

from techvisits.app import address
from techvisits.record.record import Record
from techvisits.text.address import STYLE, parse_change

SCRIPT: Final = """
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector('.links') ?? parentElement;
  if (box.html !== data.html) {
    const held = box.contains(document.activeElement) ? document.activeElement.dataset.go : null;
    box.html = box.innerHTML = data.html;
    if (held) [...box.querySelectorAll('[data-go]')].find(a => a.dataset.go === held)?.focus({ preventScroll: true });
  }
  box.onclick = (event) => {
    const link = event.target.closest('[data-go]');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setTriggerValue('go', link.dataset.go);
  };
}
"""
_show: Final = st.components.v2.component(
    "techvisits.links", html="<div class='links'></div>", js=SCRIPT, isolate_styles=False
)


def show_links(html: Markup, key: str, record: Record) -> None:
    """The HTML; a click on a link in it changes the address as its `data-go` says."""
    if html:
        _show(data={"html": str(html)}, key=key, on_go_change=lambda: follow(str(st.session_state[key]["go"]), record))


def follow(go: str, record: Record) -> None:
    """Make the change that a click asks for, if any; on a phone the list comes forward where it opens or lists something."""
    change = parse_change(go)
    if change.put.keys() - STYLE.keys():
        st.session_state["part"] = "list"
    if go:
        address.follow(record, change)
