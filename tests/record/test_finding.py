"""The search on the whole record: everybody by every spelling, with a letter wrong, and what readers have looked for."""

import random

import pytest
from conftest import DATA, WHOLE

from techvisits.record.filters import Filters, apply
from techvisits.record.finding import find
from techvisits.record.search import is_spaceless, join_words, split_words
from techvisits.record.shelf import load_record
from techvisits.record.suggesting import EXACT, WORDS, suggest
from techvisits.record.synonyms import TOPICS
from techvisits.text.language import script_of

RECORD = load_record(DATA)
SEED, FIRST, SPOILED = 20241126, 5, 2
LATIN, HAN = 5, 3
LETTERS = {
    "latin": "abcdefghijklmnopqrstuvwxyz",
    "kana": "アイウエオカキクケコサシスセソタチツテト",
    "hangul": "가나다라마바사아자차카타파하",
    "han": "一山川田中村林金本東西",
}
NAMED = {"person": RECORD.people, "organization": RECORD.organizations}
IN_MEETINGS = {entry.identifier for entry in RECORD.lexicon.entries}
MET = [(field, i) for field, things in NAMED.items() for i in things if i in IN_MEETINGS]
SOME = MET if WHOLE else MET[::3]


def forms_of(field: str, identifier: str) -> list[str]:
    return [NAMED[field][identifier].name.english, *RECORD.find_forms(identifier)]


FORMS = [(join_words(form), thing) for thing in MET for form in forms_of(*thing)]


def count_of(words: str) -> int:
    return int(find(words, RECORD).mask.sum())


def suggested(words: str, most: int = FIRST) -> list[tuple[str, str]]:
    return [(each.entry.field, each.entry.identifier) for each in suggest(words, RECORD, most)]


def spoil(form: str, drawn: random.Random) -> str:
    """The form with one of its letters changed, missing, or in the place of the next."""
    at = drawn.choice([n for n, c in enumerate(form) if c.isalnum()])
    other = drawn.choice(LETTERS[script_of(form[at])])
    ways = [form[:at] + other + form[at + 1 :], form[:at] + form[at + 1 :]]
    if at + 1 < len(form) and form[at + 1].isalnum() and script_of(form[at]) == script_of(form[at + 1]):
        ways.append(form[:at] + form[at + 1] + form[at] + form[at + 2 :])
    return drawn.choice(ways)


def is_long(form: str) -> bool:
    joined = join_words(form)
    return len(joined) >= (HAN if is_spaceless(joined) else LATIN)


def begins_another(written: str, thing: tuple[str, str]) -> bool:
    """Whether the names of others, at their beginning, are written so."""
    begun = {other for form, other in FORMS if form.startswith(join_words(written))}
    return bool(begun - {thing})


@pytest.mark.parametrize("field", [*NAMED])
def test_everybody_is_found_and_suggested_by_every_spelling(field: str) -> None:
    codes = {(entry.field, entry.identifier): n for n, entry in enumerate(RECORD.lexicon.entries)}
    for thing in (thing for thing in SOME if thing[0] == field):
        own = RECORD.lexicon.meetings(RECORD.lexicon.among([codes[thing]]))
        for form in forms_of(*thing):
            assert (own <= find(form.upper(), RECORD).mask).all(), (thing, form)
            assert thing in suggested(form), (thing, form, suggested(form))


@pytest.mark.parametrize("field", [*NAMED])
def test_everybody_is_found_with_a_letter_wrong(field: str) -> None:
    drawn = random.Random(SEED)
    missed = []
    for thing in (thing for thing in SOME if thing[0] == field):
        long = [*filter(is_long, forms_of(*thing))]
        for form in drawn.sample(long, min(SPOILED, len(long))):
            written = spoil(form, drawn)
            found = suggest(written, RECORD, FIRST)
            if thing not in [(each.entry.field, each.entry.identifier) for each in found]:
                have_all = len(found) == FIRST and all(each.rank <= WORDS for each in found)
                is_other = have_all or any(each.rank == EXACT for each in found) or begins_another(written, thing)
                missed += [] if is_other else [(form, written, [each.entry.identifier for each in found])]
            assert count_of(written), (form, written)
    assert not missed, (len(missed), missed)


def held_for(key: str, *ids: str) -> int:
    return len(apply(Filters().asking(key, ids), RECORD).meetings)


@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("エヌビディア", held_for("company", "nvidia")), ("엔비디아", held_for("company", "nvidia")),
        ("オープンAI", held_for("company", "openai")), ("アップル", held_for("company", "apple")),
        ("애플", held_for("company", "apple")), ("グーグル", held_for("company", "google")),
        ("마이크로소프트", held_for("company", "microsoft")), ("首相", 33), ("首相官邸", held_for("place", "kantei")),
        ("官邸", held_for("place", "kantei")), ("岸田首相", 9), ("岸田総理", 9), ("총리", 33), ("대통령", 31), ("prime minister", 33),
        ("VR", held_for("topic", "xr")), ("virtual reality", held_for("topic", "xr")), ("XR headsets", held_for("topic", "xr")),
        ("XR headset", held_for("topic", "xr")), ("chips", 130), ("semiconductor", 130), ("半導体", 130), ("반도체", 130),
        ("Zuckerberg,Kishida", 1), ("28 February 2024", 5), ("2024年2月28日", 5), ("2024년 2월 28일", 5), ("Feb 2024", 20),
        ("2024-02", 20), ("2024", 80), ("lee jae yong", 53), ("Lee Jae-yong", 53), ("Jay Y. Lee", 53), ("이재용", 53), ("李在鎔", 53),
        ("ザッカーバーグ", 15), ("ざっかーばーぐ", 15), ("ﾏｰｸ･ｻﾞｯｶｰﾊﾞｰｸﾞ", 15), ("저커버그", 15), ("zuckerburg", 15), ("mark zuckerburg", 15),
        ("soft bank", 26), ("이재용과 저커버그", 2), ("ザッカーバーグ氏", 15), ("Ōtani", 3), ("Ohtani", 3), ("Ootani", 3),
    ],
)  # fmt: skip
def test_what_readers_look_for_is_found(words: str, least: int) -> None:
    assert least <= count_of(words) < len(RECORD.meetings) / 2


@pytest.mark.parametrize("words", ["meta", "Meta", "メタ", "메타"])
def test_meta_is_the_company(words: str) -> None:
    named_so = held_for("host", "seoul-meta-week", "jx-nippon-mining-metals")
    assert held_for("company", "meta") <= count_of(words) <= held_for("company", "meta") + named_so + 3
    assert suggested(words)[0] == ("organization", "meta")


@pytest.mark.parametrize(
    ("words", "first"),
    [("kt", "kt"), ("sk", "sk-group"), ("lg", "lg-electronics"), ("hp", "hp-korea"), ("ai", "ai-models"), ("lee jae", "lee-jae-yong"),
     ("首相", "head-of-government"), ("총리", "head-of-government"), ("president", "head-of-state"), ("vr", "xr"), ("tok", "tok-advanced-materials"), ("toky", "tokyo"),
     ("facebook", "meta"), ("삼성", "samsung-electronics"), ("이재", "lee-jae-yong"), ("ざっか", "mark-zuckerberg"), ("soft bank", "softbank-group"), ("zuckerburg", "mark-zuckerberg"),
     ("rugby wordl cup 2019 organising committee", "rugby-world-cup-2019-organising-committee"), ("ラビグーワールドカップ2019組織委員会", "rugby-world-cup-2019-organising-committee")],
)  # fmt: skip
def test_the_best_match_comes_first(words: str, first: str) -> None:
    assert suggested(words)[0][1] == first


@pytest.mark.parametrize("word", ["sk", "lg", "kt", "hp", "ai"])
def test_two_letters_are_a_whole_word(word: str) -> None:
    lexicon = RECORD.lexicon
    for term in find(word, RECORD).terms:
        for code in term.entries.nonzero()[0]:
            assert any(word in split_words(form) for form in lexicon.entries[code].forms), lexicon.entries[code]


@pytest.mark.parametrize("words", ["(", "?!", "🍣", "…"])
def test_what_has_no_word_in_it_is_told_from_what_is_not_found(words: str) -> None:
    assert not find(words, RECORD).has_words
    assert find("nobody-of-this-name", RECORD).has_words
    assert suggest(words, RECORD, FIRST) == []


def test_what_is_read_in_the_place_of_a_word_is_told() -> None:
    assert find("Zuckerburg Kishida", RECORD).instead == {"zuckerburg": ("zuckerberg",)}
    assert find("Zuckerberg Kishida", RECORD).instead == {}


def test_synonyms_are_of_topics_that_are() -> None:
    assert TOPICS.keys() == RECORD.topics.keys()


def test_a_letter_that_is_missing_leaves_no_particle_and_a_year_may_be_in_a_name() -> None:
    assert suggested("モイク")[0] == ("organization", "mobike")
    assert count_of("ラビーワールドカップ2019組織委員会") == count_of("ラグビーワールドカップ2019組織委員会") == 1
