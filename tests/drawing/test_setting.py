"""Type on pictures that stand alone: letters as the font files have them, lines that fit, and what is cut said to be."""

import random

import pytest
from conftest import DATA
from PIL import ImageFont

from techvisits.drawing.painters.faces import read_face
from techvisits.drawing.painters.raster import has_letters, latin_faces, square_faces
from techvisits.drawing.painters.setting import CUT, FONTS, NO_START, Type, break_lines, families_of, fit_lines, shorten
from techvisits.record.shelf import load_record
from techvisits.text.language import load_language

STYLE = Type("sans", 20, 24)
LONG = "Mark Zuckerberg (Meta), Jensen Huang (NVIDIA) and 5 others met the Prime Minister of Japan"
JAPANESE = "ティム・クック（Apple）、2019年12月8日～10日に東京で若宮正子、星野源、木村雄弘（慶應義塾大学）と会合"


@pytest.mark.parametrize("name", ["sans", "sans-bold", "serif"])
def test_letters_are_as_wide_as_another_reader_of_the_file_finds(name: str) -> None:
    path = FONTS / f"{name}.ttf"
    face, other = read_face(path), ImageFont.truetype(str(path), 1000, layout_engine=ImageFont.Layout.BASIC)
    for letter in "AWil.–éōŁ→":
        assert face.advances[letter] * 1000 == pytest.approx(other.getlength(letter), abs=1), letter
    assert "한" not in face.advances


def test_a_collection_of_square_letters_is_read_where_this_machine_has_one() -> None:
    for face in square_faces():
        assert face.advances["漢"] == face.advances["カ"] == 1
        assert {"한", "ー", "々", "A"} <= face.advances.keys()


def test_every_name_of_the_record_can_be_drawn_in_english() -> None:
    record = load_record(DATA)
    own = {letter for face in latin_faces() for letter in face.advances}
    named = (*record.people.values(), *record.organizations.values(), *record.places.values())
    assert {c for each in named for c in each.name.english} <= own
    assert not has_letters("\U00013000")


@pytest.mark.parametrize("text", [LONG, JAPANESE, "Supercalifragilisticexpialidocious" * 3, "한국 만남 " * 20])
@pytest.mark.parametrize("width", [90, 200, 333, 1000])
def test_lines_fit_and_hold_the_text_or_say_that_it_is_cut(text: str, width: int) -> None:
    style = STYLE.suited(text)
    for most in (1, 2, 5, 40):
        lines = break_lines(text, STYLE, width, most)
        assert 0 < len(lines) <= most
        assert all(style.width_of(line) <= width for line in lines)
        whole = "".join("".join(lines).split()) == "".join(text.split())
        assert whole != any(line.endswith(CUT) for line in lines)


def test_no_line_begins_with_what_closes_or_parts() -> None:
    for width in range(60, 400, 7):
        assert not [line for line in break_lines(JAPANESE, STYLE, width, 99)[1:] if line[0] in NO_START]


def test_a_title_is_as_large_as_fits_and_its_lines_are_even() -> None:
    styles = [Type("serif", size, size) for size in (60, 36, 20)]
    style, lines = fit_lines(LONG, styles, 560, 3)
    assert style.size == 36
    widths = [style.width_of(line) for line in lines]
    assert min(widths) > 0.75 * max(widths)
    assert fit_lines(LONG * 9, styles, 560, 3)[1][-1].endswith(CUT)


def test_a_cut_line_ends_after_a_letter() -> None:
    random.seed(7)
    for _ in range(200):
        line = shorten(LONG, STYLE, random.uniform(40, 700))
        assert line == LONG or line.removesuffix(CUT)[-1] not in " ,("


def test_each_language_is_drawn_with_its_own_fonts_first() -> None:
    first = {code: families_of(load_language(code), "sans").split(",")[0] for code in ("en", "ja", "ko")}
    assert first == {"en": "Visits Sans", "ja": "Noto Sans CJK JP", "ko": "Noto Sans CJK KR"}
