"""How search reads text: what is compared, where a word ends, and what a query asks for."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Kana without the dots that part names, Han and Hangul: what is written without spaces.
SPACELESS: Final = (
    "\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
)
WORD: Final = re.compile(rf"[{SPACELESS}]+|[^\W_{SPACELESS}]+")
WITHOUT_SPACES: Final = re.compile(f"[{SPACELESS}]")
HIRAGANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}
LONG_VOWELS: Final = re.compile(r"(?<=[aeiou])h(?![aeiouy])|(?<=o)[ou]|(?<=u)u|(?<=e)e|(?<=a)a|(?<=i)i")
STOP_WORDS: Final = frozenset(
    (
        "a",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "met",
        "meets",
        "of",
        "on",
        "or",
        "the",
        "to",
        "vs",
        "with",
        "&",
        "+",
        "/",
        "と",
        "과",
        "와",
        "및",
    )
)


def fold(text: str) -> str:
    """Text as search compares it: compatibility forms unified, case and accents dropped."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c) or c in "\u3099\u309a")
    return unicodedata.normalize("NFKC", plain)


def split_words(text: str) -> list[str]:
    """The words of a text as they are compared: runs of letters or digits of one sort, hiragana as katakana."""
    return WORD.findall(fold(text).translate(HIRAGANA))


def join_words(text: str) -> str:
    """The words of a text without what parts them: `leejaeyong`."""
    return "".join(split_words(text))


def words_asked(query: str) -> list[str]:
    """The words that a query asks for, each once; small ones between others ask for nothing."""
    parts = query.split()
    telling = [part for part in parts if fold(part) not in STOP_WORDS]
    return [*dict.fromkeys(split_words(" ".join(telling or parts)))]


def is_spaceless(word: str) -> bool:
    """Whether a word is of a script that is written without spaces."""
    return WITHOUT_SPACES.match(word) is not None


def shorten_vowels(word: str) -> str:
    """A romanized word however its long vowels are written: `ota` of ota, oota and ohta."""
    return LONG_VOWELS.sub("", word)


def singular_of(word: str) -> str:
    """An English word without the ending of a plural; empty where it has none."""
    if len(word) < 4 or is_spaceless(word) or word.endswith("ss") or not word.endswith("s"):
        return ""
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]
