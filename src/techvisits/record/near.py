"""What is written almost so, by RapidFuzz: one letter wrong, missing, too many or in its neighbour's place, two in a long word."""

from __future__ import annotations

from collections.abc import Iterable

from techvisits.record.search import is_spaceless


def most_errors(word: str) -> int:
    """How many letters of a word may be wrong; of two Han characters or syllables one that is missing."""
    if is_spaceless(word):
        return 0 if len(word) < 2 else 1 if len(word) < 8 else 2
    return 0 if len(word) < 4 else 1 if len(word) < 9 else 2


def find_near(word: str, choices: Iterable[str]) -> dict[str, int]:
    """The choices that are almost the word, with how many letters differ."""
    most = most_errors(word)
    if not most:
        return {}
    from rapidfuzz import process  # a fortieth of a second, for nobody who writes well
    from rapidfuzz.distance import OSA

    found = process.extract(word, [*choices], scorer=OSA.distance, score_cutoff=most, limit=None)
    return {choice: int(errors) for choice, errors, _ in found if _is_like(word, choice)}


def _is_like(word: str, choice: str) -> bool:
    """Whether enough is left of a short name to know it by, in the same script."""
    return is_spaceless(word) == is_spaceless(choice) and len(choice) >= (3 if is_spaceless(word) else 4)
