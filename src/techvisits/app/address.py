"""The address in this browser: read on every run, and changed from what it says at that moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from techvisits.package.errors import Problem
from techvisits.record.filters import apply
from techvisits.record.record import Record
from techvisits.text import address
from techvisits.text.address import Change, State

CLOSED: Final = "closed"


def read_address(record: Record) -> tuple[State, list[Problem]]:
    """The state of the address, and each part of it that was ignored."""
    return address.read({key: st.query_params.get_all(key) for key in st.query_params}, record)


def change(record: Record, how: Callable[[State], State]) -> None:
    """Change the address, starting from what it says now: several controls may be changed at once."""
    _go(how(read_address(record)[0]), record)


def follow(record: Record, click: Change) -> None:
    """Make the change that a click asks for."""
    state = read_address(record)[0]
    pairs = address.follow(state, click, apply(state.filters, record).ids)
    _go(address.read(pairs, record)[0], record)


def take_closed() -> list[str]:
    """What the last change closed because the filters hide it; once."""
    closed: list[str] = st.session_state.pop(CLOSED, [])
    return closed


def _go(state: State, record: Record) -> None:
    state, closed = address.drop_hidden(state, apply(state.filters, record))
    if closed:
        st.session_state[CLOSED] = closed
    st.query_params.from_dict(address.to_pairs(state))
