"""Citations in the forms that reference managers read."""

from __future__ import annotations

import calendar
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from techvisits.text.citations import DATASET, NEWS, WEBPAGE, Citation, date_parts
from techvisits.text.footnotes import STYLES
from techvisits.text.language import load_language

# Braces count in BibTeX even after a backslash, so they are written out.
TEX: Final = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{mark: f"\\{mark}" for mark in "&%$#_"},
    }
)
IN_ADDRESS: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", "\n": "%0A", "\r": "%0D", " ": "%20"})
RIS_TYPES: Final = {DATASET: "DATA", NEWS: "NEWS", WEBPAGE: "ELEC"}


def write_text(citations: Sequence[Citation]) -> bytes:
    """The citations in each style as text, a line each."""
    parts = ["\n".join([name, *map(write, citations)]) for name, write in STYLES.items()]
    return ("\n\n".join(parts) + "\n").encode()


def write_bibtex(citations: Sequence[Citation]) -> bytes:
    """The citations as BibTeX, UTF-8; `@misc` has no field that must be there, `key` sorts what has no author."""
    return "\n".join(map(_entry, citations)).encode()


def write_ris(citations: Sequence[Citation]) -> bytes:
    """The citations as RIS."""
    lines = (line for citation in citations for line in _tags(citation))
    return "".join(f"{line}\r\n" for line in lines).encode()


def write_csl(citations: Sequence[Citation]) -> bytes:
    """The citations as CSL-JSON."""
    return json.dumps([to_csl(citation) for citation in citations], ensure_ascii=False, indent=1).encode()


def to_csl(citation: Citation) -> dict[str, object]:
    """The citation as an item of CSL-JSON."""
    container = "publisher" if citation.kind == DATASET else "container-title"
    item: dict[str, object] = {
        "id": citation.key,
        "type": citation.kind,
        "title": citation.title,
        "author": [{"literal": citation.author}] if citation.author else [],
        container: citation.publisher,
        "version": citation.version,
        "issued": _csl_date(citation.issued),
        "accessed": _csl_date(citation.accessed),
        "URL": citation.address,
        "language": citation.language,
    }
    return {name: value for name, value in item.items() if value}


@dataclass(frozen=True)
class Form:
    """A form that citations are given away in: what it is called, its media type, and how they become bytes."""

    name: str
    media_type: str
    write: Callable[[Sequence[Citation]], bytes]


FORMS: Final[Mapping[str, Form]] = {
    "txt": Form("text in the styles of Chicago and APA", "text/plain; charset=utf-8", write_text),
    "bib": Form("BibTeX", "application/x-bibtex; charset=utf-8", write_bibtex),
    "ris": Form("RIS", "application/x-research-info-systems; charset=utf-8", write_ris),
    "json": Form("CSL-JSON", "application/vnd.citationstyles.csl+json", write_csl),
}
"""Each form by the ending of its file."""


def _csl_date(text: str) -> dict[str, object]:
    return {"date-parts": [date_parts(text)]} if text else {}


def _entry(citation: Citation) -> str:
    year, month, day, *_ = [*date_parts(citation.issued), 0, 0, 0]
    escaped = {
        "author": citation.author and f"{{{citation.author.translate(TEX)}}}",
        "title": citation.title and f"{{{citation.title.translate(TEX)}}}",
        "howpublished": citation.publisher.translate(TEX),
        "note": f"Data version {citation.version}".translate(TEX) if citation.version else "",
        "key": (citation.author or citation.publisher).translate(TEX),
        "year": str(year or ""),
        "day": str(day or ""),
        "version": citation.version,
        "url": citation.address.translate(IN_ADDRESS),
        "urldate": citation.accessed,
        "langid": load_language("en").tongue(citation.language).lower() if citation.language else "",
    }
    fields = [f"{name} = {{{value}}}" for name, value in escaped.items() if value]
    if month:
        fields.append(f"month = {calendar.month_abbr[month].lower()}")
    joined = ",\n  ".join(fields)
    return f"@misc{{{citation.key},\n  {joined}\n}}\n"


def _tags(citation: Citation) -> Iterator[str]:
    yield f"TY  - {RIS_TYPES[citation.kind]}"
    told = {
        "AU": citation.author and f"{citation.author},",
        "TI": citation.title,
        "T2" if citation.kind == NEWS else "PB": citation.publisher,
        "ET": citation.version,
        "PY": citation.issued[:4],
        "DA": _ris_date(citation.issued),
        "Y2": _ris_date(citation.accessed),
        "LA": citation.language,
        "UR": citation.address,
        "ID": citation.key,
    }
    yield from (f"{tag}  - {value}" for tag, value in told.items() if value)
    yield "ER  - "
    yield ""


def _ris_date(text: str) -> str:
    """`2024-02` -> `2024/02//`."""
    return "/".join([*text.split("-"), "", ""][:3]) if text else ""
