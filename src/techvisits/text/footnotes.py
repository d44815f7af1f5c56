"""Citations as text, in the two styles that newsrooms and journals ask for; what is unknown is left out.

A CSL processor for Python takes a hundred times as long and sets titles in capitals that nobody printed.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from typing import Final

from techvisits.text.citations import DATASET, Citation, date_parts

ENDS: Final = (".", "?", "!", "。", "？", "！", "…")
INNER: Final = str.maketrans("“”", "‘’")


def write_chicago(citation: Citation) -> str:
    """The note of the Chicago Manual of Style (notes and bibliography)."""
    told = [
        f"version {citation.version}" if citation.version else "",
        citation.publisher,
        _american(citation.issued),
        f"accessed {_american(citation.accessed)}" if citation.accessed else "",
        citation.address,
    ]
    author = f"{citation.author}," if citation.author else ""
    title = f"“{citation.title.translate(INNER)},”" if citation.title else ""
    return _words(author, title, f"{', '.join(filter(None, told))}.")


def write_apa(citation: Citation) -> str:
    """The reference of the APA's Publication Manual, 7th edition: without an author the title leads, without either the publisher."""
    version = f"(Version {citation.version})" if citation.version else ""
    form = "[Data set]" if citation.kind == DATASET else ""
    title = _words(citation.title, version, form)
    lead, *rest = filter(None, [citation.author, title, citation.publisher])
    address = citation.address
    if citation.accessed:
        address = f"Retrieved {_american(citation.accessed)}, from {address}"
    return _words(_stop(lead), f"({_date_apa(citation)}).", *map(_stop, rest), address)


STYLES: Final[Mapping[str, Callable[[Citation], str]]] = {"Chicago": write_chicago, "APA": write_apa}
"""Each style by its name."""


def _date_apa(citation: Citation) -> str:
    """`2024, February 27`; of data the year alone."""
    parts = date_parts(citation.issued)
    if not parts:
        return "n.d."
    if citation.kind == DATASET or len(parts) == 1:
        return str(parts[0])
    return f"{parts[0]}, {_words(calendar.month_name[parts[1]], *map(str, parts[2:]))}"


def _american(text: str) -> str:
    """`2024-02-27` -> `February 27, 2024`."""
    parts = date_parts(text)
    if len(parts) < 2:
        return text
    month = calendar.month_name[parts[1]]
    return f"{month} {parts[2]}, {parts[0]}" if len(parts) == 3 else f"{month} {parts[0]}"


def _stop(text: str) -> str:
    return text if text.endswith(ENDS) else f"{text}."


def _words(*parts: str) -> str:
    return " ".join(filter(None, parts))
