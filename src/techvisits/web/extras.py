"""What stands at the foot of a meeting's own page: sections in the order they are read."""

from __future__ import annotations

from markupsafe import Markup

from techvisits.record.model import Meeting
from techvisits.text.page import Page


def build_extras(meeting: Meeting, page: Page, base: str) -> list[Markup]:
    """The sections, each with an `<h2>` of its own; `base` is the address that links to this server begin with."""
    return []
