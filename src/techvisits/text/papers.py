"""Papers named in a note, each linked to its page on what the note is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from techvisits.record.model import Source


def link_papers(note: str, sources: Sequence[Source]) -> Markup:
    """The note with each publisher or agency that it names linked to the first of the sources that it published, or else wrote.

    A longer name goes before one that it begins with: "Yonhap News TV" is not linked as "Yonhap".
    """
    written = {source.agency: source.url for source in reversed(sources) if source.agency}
    pages = written | {source.publisher: source.url for source in reversed(sources)}
    if not pages:
        return escape(note)
    longest = sorted(pages, key=len, reverse=True)
    parts = re.split(rf"(?<!\w)({'|'.join(map(re.escape, longest))})(?!\w)", note)
    link = Markup('<a href="{}" target="_blank">{}</a>')
    return Markup("").join(link.format(pages[part], part) if n % 2 else part for n, part in enumerate(parts))
