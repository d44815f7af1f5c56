"""Offices in the languages of their countries, where the record has them in English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

REMARK: Final = re.compile(r" \(.*\)$|, (host|moderator)$")
JAPANESE: Final = {
    "Prime Minister": "内閣総理大臣",
    "Chief Cabinet Secretary": "内閣官房長官",
    "Deputy Chief Cabinet Secretary": "内閣官房副長官",
    "Foreign Minister": "外務大臣",
    "Minister for Foreign Affairs": "外務大臣",
    "Minister for Internal Affairs and Communications": "総務大臣",
    "Minister of Economy, Trade and Industry": "経済産業大臣",
    "Digital Minister": "デジタル大臣",
    "Minister for Digital Transformation": "デジタル大臣",
    "Minister": "大臣",
    "Governor": "知事",
    "Mayor": "市長",
}
KOREAN: Final = {
    "President": "대통령",
    "Prime Minister": "국무총리",
    "Presidential Chief of Staff": "대통령비서실장",
    "Presidential Chief of Staff for Policy": "대통령비서실 정책실장",
    "Deputy Prime Minister and Minister of Science and ICT": "부총리 겸 과학기술정보통신부 장관",
    "Minister of Science and ICT": "과학기술정보통신부 장관",
    "Minister of Trade, Industry and Energy": "산업통상자원부 장관",
    "Minister": "장관",
    "Vice Minister": "차관",
    "First Vice Minister": "제1차관",
    "Second Vice Minister": "제2차관",
    "Second vice minister": "제2차관",
    "Governor": "도지사",
    "First Vice Governor": "제1부지사",
    "Mayor": "시장",
    "Chairman": "위원장",
    "Vice Chairman": "부위원장",
    "Vice Chair": "부위원장",
    "Standing Vice Chair": "상근부위원장",
    "Speaker": "국회의장",
    "Deputy Speaker": "국회부의장",
    "Member": "국회의원",
}
OFFICES: Final[Mapping[str, Mapping[str, str]]] = {"ja": JAPANESE, "ko": KOREAN}
# The head of an organization by how its name ends; the last one fits all.
JAPANESE_HEADS: Final = (("市", "{}長"), ("県", "{}知事"), ("東京都", "{}知事"), ("北海道", "{}知事"), ("府", "{}知事"))
KOREAN_HEADS: Final = (
    ("정부", "{}"),
    ("광역시", "{}장"),
    ("특별시", "{}장"),
    ("시", "{}장"),
    ("도", "{}지사"),
    ("부", "{}장관"),
    ("청", "{}장"),
    ("의회", "{} 의장"),
)


def name_office(role: str, language: str) -> str:
    """What an office is called in a language; the role as the record has it where nobody translated it."""
    bare = REMARK.sub("", role)
    return OFFICES[language].get(bare, bare)


def name_head(organization: str, language: str) -> str:
    """The head of an organization, whose name is in its own script: `熊本市` -> `熊本市長`."""
    heads, any_head = (JAPANESE_HEADS, "{}の長") if language == "ja" else (KOREAN_HEADS, "{}의 장")
    return next((form for ending, form in heads if organization.endswith(ending)), any_head).format(organization)


def is_local(organization: str) -> bool:
    """Whether a Japanese name is that of a prefecture or a city, which have ordinances of their own."""
    return organization.endswith(tuple(ending for ending, _ in JAPANESE_HEADS))
