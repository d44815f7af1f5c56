"""The catalogues against the messages in the code: complete, as Babel writes them, and whole sentences in every language."""

import ast
import io
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from techvisits.text import parties, words
from techvisits.text.language import CATALOGUES, LANGUAGES, load_language, script_of

SOURCE = Path(__file__).parents[2] / "src" / "techvisits"
TRANSLATIONS = tuple(code for code in LANGUAGES if code != "en")
KEYWORDS = {"say": None, "say_markup": None, "count": (1, 2)}
WORDS = {"say": 1, "say_markup": 1, "count": 2}  # how many leading arguments are messages
STATUSES = ("held", "announced", "unconfirmed", "cancelled")

Message = str | tuple[str, ...]


def our_calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """The calls of `say`, `say_markup` and our `count`, which has three arguments or more; that of a `str` has one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("say", "say_markup") or (name == "count" and len(node.args) > 2):
                yield node, name


def template() -> Catalog:
    """The messages that Babel finds, as `make messages` has it look for them."""
    with (SOURCE.parents[1] / "tools" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    catalogue = Catalog()
    for _, _, message, _, _ in extract_from_dir(SOURCE, methods, options, keywords=KEYWORDS):
        catalogue.add(message)
    return catalogue


def messages_of(catalogue: Catalog) -> set[Message]:
    return {entry.id if isinstance(entry.id, str) else tuple(entry.id) for entry in catalogue if entry.id}


def read_catalogue(code: str) -> Catalog:
    with (CATALOGUES / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def translations(code: str) -> Iterator[tuple[str, str]]:
    """The English of each message (the plural, where it has one) and its translation."""
    for entry in read_catalogue(code):
        if entry.id and isinstance(entry.id, str):
            yield entry.id, entry.string
        elif entry.id:
            assert len(entry.string) == 1
            yield entry.id[-1], entry.string[0]


def placeholders(message: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(message) if name is not None)


@pytest.mark.parametrize("path", sorted(SOURCE.glob("**/*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_messages_are_literals(path: Path) -> None:
    for call, name in our_calls(ast.parse(path.read_bytes())):
        literal = [isinstance(word, ast.Constant) and isinstance(word.value, str) for word in call.args[: WORDS[name]]]
        assert len(literal) == WORDS[name], f"line {call.lineno}"
        assert all(literal), f"line {call.lineno}: a message that is put together cannot be looked up"


def test_babel_finds_every_message_of_the_code_and_those_of_the_templates() -> None:
    """Before Python 3.12 Babel misses a call inside an f-string, and a folder that babel.cfg does not name at all."""
    found = messages_of(template())
    for path in SOURCE.glob("**/*.py"):
        for call, name in our_calls(ast.parse(path.read_bytes())):
            message = tuple(getattr(word, "value", "") for word in call.args[: WORDS[name]])
            assert (message if name == "count" else message[0]) in found, f"{path}:{call.lineno}"
    assert "Sources differ." in found, "of a template"


def test_singular_and_plural_have_the_same_placeholders() -> None:
    for message in messages_of(template()):
        if not isinstance(message, str):
            assert placeholders(message[0]) == placeholders(message[1])


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_a_catalogue_holds_exactly_the_messages(code: str) -> None:
    wanted, held = messages_of(template()), messages_of(read_catalogue(code))
    assert not wanted - held, f"not in {code}.po: make messages"
    assert not held - wanted, f"no longer used, yet in {code}.po: make messages"


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_translations_are_whole(code: str) -> None:
    for english, translated in translations(code):
        assert translated.strip(), english
        assert placeholders(translated) == placeholders(english), english
        assert translated.strip() == translated.strip("\n"), english
    catalogue = read_catalogue(code)
    assert catalogue.num_plurals == 1
    assert not [entry.id for entry in catalogue if entry.id and entry.fuzzy]
    assert not catalogue.obsolete


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_a_catalogue_is_as_babel_writes_it(code: str) -> None:
    """Sorted, without locations, its notes at the head: `make messages` changes nothing in one that is up to date."""
    catalogue, written = read_catalogue(code), io.BytesIO()
    write_po(written, catalogue, width=0)
    assert written.getvalue() == (CATALOGUES / f"{code}.po").read_bytes()
    keys = [entry.id if isinstance(entry.id, str) else entry.id[0] for entry in catalogue if entry.id]
    assert keys == sorted(keys)
    assert catalogue.header_comment.startswith("# Tech Visits in ")


@pytest.mark.parametrize("code", LANGUAGES)
def test_statuses_read_differently_and_say_who_was_the_visitor(code: str) -> None:
    """Names on one side are parted by commas; what parts the sides is never the same sign."""
    language = load_language(code)
    assert len({words.status(status, language) for status in STATUSES}) == len(STATUSES)
    sentences = {str(parties.met(status, "AA", "BB", language)) for status in STATUSES}
    assert len(sentences) == len(STATUSES)
    for sentence in sentences:
        between = sentence[sentence.index("AA") + 2 : sentence.index("BB")]
        assert between.strip(), sentence
        assert language.custom.comma.strip() not in between, sentence


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_no_word_of_a_translation_is_left_in_english(code: str) -> None:
    """What is more than names, numbers and signs has letters of its language."""
    script = {"ja": ("kana", "han"), "ko": ("hangul",)}[code]
    for english, translated in translations(code):
        plain = "".join(text for text, _, _, _ in string.Formatter().parse(english))
        if sum(letter.isalpha() for letter in plain) > 2:
            assert script_of(translated) in script, english


def test_english_needs_no_catalogue() -> None:
    english = load_language("en")
    assert english.say("{who} met {whom}", who="A", whom="B") == "A met B"
    assert english.count("{n} meeting", "{n} meetings", 1) == "1 meeting"
    assert english.count("{n} meeting", "{n} meetings", 1234) == "1,234 meetings"
    assert english.count("{n} meeting", "{n} meetings", 0) == "0 meetings"


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_a_translated_language_speaks(code: str) -> None:
    language = load_language(code)
    assert script_of(language.say("Held")) in {"ja": ("kana", "han"), "ko": ("hangul",)}[code]
    one, many = (language.count("{n} meeting", "{n} meetings", n) for n in (1, 1234))
    assert one.replace("1", "1,234") == many
    assert "1,234" in many


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_an_untranslated_message_stays_english(code: str) -> None:
    language = load_language(code)
    assert language.say("Not in any catalogue: {x}", x=1) == "Not in any catalogue: 1"
    assert language.count("{n} thing", "{n} things", 2) == "2 things"


@pytest.mark.parametrize("code", ["", "fr", "EN", "xx-Latn"])
def test_an_unknown_language_is_english(code: str) -> None:
    language = load_language(code)
    assert language.code == "en"
    assert language.say("Held") == "Held"
