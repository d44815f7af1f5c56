"""The catalogues against the messages in the code, and what Babel's CLDR makes of dates, lists, numbers and names."""

import ast
import datetime as dt
import re
import string
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from techvisits.text import words as labels
from techvisits.text.language import CATALOGUES, LANGUAGES, load_language, script_of

SOURCE = Path(__file__).parents[2] / "src" / "techvisits"
TRANSLATIONS = tuple(code for code in LANGUAGES if code != "en")
KEYWORDS = {"say": None, "count": (1, 2)}
WORDS = {"say": 1, "count": 2}  # how many leading arguments are messages
DAY = dt.date(2024, 2, 27)

Message = str | tuple[str, ...]


def our_calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """The calls of `say` and of our `count`, which has three arguments or more; that of a `str` or list has one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name == "say" or (name == "count" and len(node.args) > 2):
                yield node, name


def extract_python(file: BinaryIO, keywords: object, comment_tags: object, options: object) -> Iterator[tuple]:
    """A Babel extraction method on the syntax tree: Babel's own misses calls inside f-strings before Python 3.12."""
    for call, name in our_calls(ast.parse(file.read())):
        words = [getattr(word, "value", None) for word in call.args[: WORDS[name]]]
        yield call.lineno, name, tuple(words) if len(words) > 1 else words[0], []


def extract_messages() -> dict[Message, set[str]]:
    """Every message of the package with the files it stands in, as `src/techvisits/…`."""
    found: dict[Message, set[str]] = {}
    for pattern, method in (("**/*.py", extract_python), ("**/*.html", "jinja2.ext:babel_extract")):
        for path in sorted(SOURCE.glob(pattern)):
            with path.open("rb") as file:
                for _, message, _, _ in extract(method, file, KEYWORDS, options={"silent": "false"}):
                    found.setdefault(message, set()).add(path.relative_to(SOURCE.parents[1]).as_posix())
    return found


def read_catalogue(code: str) -> Catalog:
    with (CATALOGUES / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def translations(code: str) -> Iterator[tuple[Message, str, str]]:
    """Each message, its English (the plural, where it has one) and its translation."""
    for entry in read_catalogue(code):
        if entry.id and isinstance(entry.id, str):
            yield entry.id, entry.id, entry.string
        elif entry.id:
            assert len(entry.string) == 1
            yield tuple(entry.id), entry.id[-1], entry.string[0]


def placeholders(message: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(message) if name is not None)


@pytest.mark.parametrize("path", sorted(SOURCE.glob("**/*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_messages_are_literals(path):
    for call, name in our_calls(ast.parse(path.read_bytes())):
        words = call.args[: WORDS[name]]
        literal = [isinstance(word, ast.Constant) and isinstance(word.value, str) for word in words]
        assert len(words) == WORDS[name], f"line {call.lineno}"
        assert all(literal), f"line {call.lineno}: a message that is put together cannot be looked up"


def test_extraction_sees_python_f_strings_and_templates():
    messages = extract_messages()
    assert "src/techvisits/text/words.py" in messages["Held"]
    assert "src/techvisits/text/templates/meeting.html" in messages["Sources"]
    assert "src/techvisits/text/headline.py" in messages["{n} visit", "{n} visits"]


def test_singular_and_plural_have_the_same_placeholders():
    for message in extract_messages():
        if not isinstance(message, str):
            assert placeholders(message[0]) == placeholders(message[1])


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_catalogue_holds_exactly_the_messages(code):
    wanted, held = set(extract_messages()), {message for message, _, _ in translations(code)}
    assert not wanted - held, f"not translated in {code}.po"
    assert not held - wanted, f"no longer used, yet in {code}.po"


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_translations_are_whole(code):
    for _, english, translated in translations(code):
        assert translated.strip(), english
        assert placeholders(translated) == placeholders(english), english
        assert translated.strip() == translated.strip("\n"), english
    catalogue = read_catalogue(code)
    assert catalogue.num_plurals == 1
    assert not [entry.id for entry in catalogue if entry.id and entry.fuzzy]
    assert not catalogue.obsolete


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_catalogue_is_sorted(code):
    keys = [entry.id if isinstance(entry.id, str) else entry.id[0] for entry in read_catalogue(code) if entry.id]
    assert keys == sorted(keys)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("status", ["held", "announced", "unconfirmed", "cancelled"])
def test_bold_names_end_where_markdown_can_close_them(code, status):
    # after `Inc.` or `)` Markdown closes bold only before a space or punctuation, so never before a letter as in `**HP Inc.**と`
    title = labels.met(status, "**HP Inc.**", "**X (formerly Twitter)**", load_language(code))
    closings = list(re.finditer(r"(?<=[.)])\*\*", title))
    assert len(closings) == 2
    for closing in closings:
        after = title[closing.end() : closing.end() + 1]
        assert not after or after.isspace() or unicodedata.category(after)[0] in "PS", title


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_statuses_read_differently(code):
    language = load_language(code)
    statuses = ("held", "announced", "unconfirmed", "cancelled")
    assert len({labels.status(status, language) for status in statuses}) == 4
    assert len({labels.met(status, "A", "B", language) for status in statuses}) == 4


def test_english_needs_no_catalogue():
    english = load_language("en")
    assert english.say("{who} met {whom}", who="A", whom="B") == "A met B"
    assert english.count("{n} meeting", "{n} meetings", 1) == "1 meeting"
    assert english.count("{n} meeting", "{n} meetings", 1234) == "1,234 meetings"
    assert english.count("{n} meeting", "{n} meetings", 0) == "0 meetings"


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_translated_language_speaks(code):
    language = load_language(code)
    assert script_of(language.say("Held")) in {"ja": ("kana", "han"), "ko": ("hangul",)}[code]
    one, many = (language.count("{n} meeting", "{n} meetings", n) for n in (1, 1234))
    assert one.replace("1", "1,234") == many
    assert "1,234" in many


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_untranslated_message_stays_english(code):
    language = load_language(code)
    assert language.say("Not in any catalogue: {x}", x=1) == "Not in any catalogue: 1"
    assert language.count("{n} thing", "{n} things", 2) == "2 things"


@pytest.mark.parametrize("code", ["", "fr", "EN", "xx-Latn"])
def test_unknown_language_is_english(code):
    language = load_language(code)
    assert language.code == "en"
    assert language.say("Held") == "Held"
    assert language.date(DAY) == "27 Feb 2024"


@pytest.mark.parametrize(
    ("code", "date", "month", "long", "short", "short_month", "month_year"),
    [
        ("en", "27 Feb 2024", "February 2024", "27 February 2024", "27 Feb", "Feb", "Feb 2024"),
        ("ja", "2024/02/27", "2024年2月", "2024年2月27日", "2月27日", "2月", "2024年2月"),
        ("ko", "2024. 2. 27.", "2024년 2월", "2024년 2월 27일", "2월 27일", "2월", "2024년 2월"),
    ],
)
def test_dates(code, date, month, long, short, short_month, month_year):
    language = load_language(code)
    assert language.date(DAY) == date
    assert language.date(DAY, "month") == language.long_date(DAY, "month") == month
    assert language.long_date(DAY) == long
    assert language.short_date(DAY) == short
    assert language.short_date(DAY, "month") == short_month
    assert language.month(DAY) == month_year


@pytest.mark.parametrize(("code", "joined"), [("en", "a, b and c"), ("ja", "a、b、c"), ("ko", "a, b 및 c")])
def test_numbers_and_lists(code, joined):
    language = load_language(code)
    assert language.number(1234567) == "1,234,567"
    assert language.join(["a", "b", "c"]) == joined
    assert language.join(["a"]) == "a"
    assert language.join([]) == ""


@pytest.mark.parametrize(
    ("name", "native", "en", "ja", "ko"),
    [
        ("Fumio Kishida", "岸田文雄", "Fumio Kishida", "岸田文雄", "Fumio Kishida"),
        ("Lee Jae-yong", "이재용", "Lee Jae-yong", "Lee Jae-yong", "이재용"),
        ("Academyhills", "アカデミーヒルズ", "Academyhills", "アカデミーヒルズ", "Academyhills"),
        ("Adobe", "", "Adobe", "Adobe", "Adobe"),
        ("Jensen Huang", "黃仁勳; 젠슨 황; ジェンスン・フアン", "Jensen Huang", "ジェンスン・フアン", "젠슨 황"),
        ("Lee Jae-yong", "이재용; Jay Y. Lee; 李在鎔", "Lee Jae-yong", "李在鎔", "이재용"),
    ],
)
def test_names_in_the_readers_script(name, native, en, ja, ko):
    assert [load_language(code).name(name, native) for code in ("en", "ja", "ko")] == [en, ja, ko]


@pytest.mark.parametrize(
    ("text", "script"),
    [("이재용 A", "hangul"), ("アップル", "kana"), ("郭台銘", "han"), ("HP Inc.", "latin"), ("", "latin")],
)
def test_scripts(text, script):
    assert script_of(text) == script
