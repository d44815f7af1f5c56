"""How to cite what a page shows, ready to be copied, and as files for reference managers."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup

from techvisits.record.filters import to_query
from techvisits.text.citations import Reading, cite_page
from techvisits.text.embedding import render_embed_code
from techvisits.text.footnotes import STYLES
from techvisits.text.page import Page
from techvisits.text.panel import own_path
from techvisits.text.paths import MEETINGS, with_query
from techvisits.text.sections import render
from techvisits.text.snippets import query_of, render_code

MANAGED: Final = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
"""The forms for reference managers, by the ending of their files."""


def render_cite(page: Page, reading: Reading) -> Markup:
    """The citation of what is open or shown as text in each style, and links to it and to its sources in every form."""
    citation, asked = cite_page(page, reading), urlencode(query_of(page))
    texts = {name: write(citation) for name, write in STYLES.items()}
    query = f"{'?' * bool(asked)}{asked}"
    forms = {"citation": MANAGED, "sources": {"txt": "", **MANAGED}}
    links = {
        what: [(name, f"/api/{what}.{ending}{query}") for ending, name in offered.items()]
        for what, offered in forms.items()
    }
    return render("cite.html", page, texts=texts, links=links, language=page.language)


def render_folded(page: Page) -> Markup:
    """The headings of what `list_away` has, each with a link to the plain page where the same stands."""
    say, is_opened = page.language.say, page.state.meeting or page.state.trip
    names = [say("Cite this"), *([] if is_opened else [say("Use from code")]), say("Embed, map, offline")]
    listed = with_query(f"/{MEETINGS}", page.language.code, to_query(page.state.filters))
    return render("folded.html", page, names=names, own=own_path(page) if is_opened else listed)


def list_away(page: Page, reading: Reading) -> list[Markup]:
    """What can be taken away of what the dashboard shows: its citation, of a list the code that reads it, a frame and files."""
    code = [] if page.state.meeting or page.state.trip else [render_code(page, reading.base)]
    return [render_cite(page, reading), *code, render_embed_code(page, reading.base)]
