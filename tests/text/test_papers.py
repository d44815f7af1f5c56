"""Papers named in a note lead to their pages."""

from dataclasses import replace

import pytest
from shipped import RECORD

from techvisits.record.model import Source
from techvisits.text.papers import link_papers

ANY = next(iter(RECORD.meetings[0].sources))


def page(publisher: str, url: str, agency: str = "") -> Source:
    return replace(ANY, publisher=publisher, url=url, agency=agency)


SOURCES = (
    page("The Paper", "https://copy.example/1", "Yonhap"),
    page("MBN", "https://mbn.example/1"),
    page("MBN", "https://mbn.example/2"),
    page("MBN Money", "https://money.example/"),
)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Nobody differs.", "Nobody differs."),
        ("MBN has five.", '<a href="https://mbn.example/1" target="_blank">MBN</a> has five.'),
        ("By MBN Money, six.", 'By <a href="https://money.example/" target="_blank">MBN Money</a>, six.'),
        ("Yonhap: <b>", '<a href="https://copy.example/1" target="_blank">Yonhap</a>: &lt;b&gt;'),
        ("MBNs and XMBN", "MBNs and XMBN"),
    ],
)
def test_a_named_paper_leads_to_the_first_page_that_is_its_own(note: str, expected: str) -> None:
    assert link_papers(note, SOURCES) == expected


def test_its_own_page_goes_before_one_that_prints_it() -> None:
    own = page("Yonhap", "https://own.example/")
    assert "https://own.example/" in link_papers("Yonhap", [*SOURCES, own])


def test_a_note_without_sources_is_escaped() -> None:
    assert link_papers("<i>", ()) == "&lt;i&gt;"
