"""The laws by which papers can be asked for: what they and their forms are called, and their rules with the pages that tell of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from techvisits.record.desks import ACT, AGENCIES, HOUSES, KOREA, ORDINANCE
from techvisits.text.language import Language


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a law in words, and the page that tells of it."""

    text: str
    url: str


@dataclass(frozen=True)
class Law:
    """A law in the language of its country: its name, the words that call on it, its form, and what it calls papers.

    `name` is empty where a desk has rules of its own.
    """

    language: str
    name: str
    number: str
    form: str
    papers: str
    list_rules: Callable[[Language], list[Rule]]


MOFA: Final = "https://www.mofa.go.jp/mofaj/public/johokokai"
METI: Final = "https://www.meti.go.jp/intro/consult/disclosure/data"
JNTO: Final = "https://www.jnto.go.jp/jpn/about_us/info_disclosure/disclosure.html"
TOKYO: Final = "https://www.soumu.metro.tokyo.lg.jp/01soumu-johokokaika/kaijiseikyu/9"
HOUSE: Final = "https://www.shugiin.go.jp/Internet/itdb_annai.nsf/html/statics/osirase/jyouhoukoukai.htm"
GUIDE: Final = "https://law.ungovr.org/records/kr"
DECREE: Final = "https://elaw.klri.re.kr/eng_mobile/viewer.do?hseq=52839&type=sogan&key=15"


def _list_act(language: Language) -> list[Rule]:
    say = language.say
    return [
        Rule(say("Anyone may ask, of whatever nationality and from wherever (article 3)."), f"{MOFA}/qa/qa03.html"),
        Rule(say("The request is written in Japanese, except for names."), f"{MOFA}/gaiyou/index.html"),
        Rule(say("Any form will do that has what must be in it; no seal is needed."), f"{MOFA}/qa/qa04.html"),
        Rule(say("A request costs 300 yen a document, paid with a revenue stamp."), f"{METI}/a030701j.html"),
        Rule(say("Documents that belong closely together count as one."), f"{METI}/a041601j.html"),
        Rule(say("The decision comes within 30 days."), f"{METI}/a030701j.html"),
        Rule(say("With good reason it may take up to 30 days more."), "http://www.u-gokezaya.jp/?p=1190"),
        Rule(say("Against a refusal a review can be asked for within three months."), f"{METI}/a030701j.html"),
    ]


def _list_agencies(language: Language) -> list[Rule]:
    say = language.say
    return [
        Rule(say("A request costs 300 yen a document."), JNTO),
        Rule(say("The decision comes within 30 days."), JNTO),
    ]


def _list_ordinance(language: Language) -> list[Rule]:
    say = language.say
    return [
        Rule(say("Prefectures and cities have ordinances of their own; Tokyo’s lets anyone ask."), TOKYO),
        Rule(say("In Tokyo looking at a document is free, and copies cost a fee."), TOKYO),
    ]


def _list_houses(language: Language) -> list[Rule]:
    say = language.say
    return [
        Rule(
            say("The act does not reach the Diet; the secretariats of its houses take requests by rules of their own."),
            HOUSE,
        ),
        Rule(say("Anyone may ask, but papers of lawmaking and inquiry are left out."), HOUSE),
    ]


def _list_korea(language: Language) -> list[Rule]:
    say = language.say
    return [
        Rule(say("Every national may ask (article 5)."), GUIDE),
        Rule(
            say(
                "Foreigners may if they live at an address in Korea or stay there for study or research, and bodies if"
                " they have an office there (article 3 of the decree); others need somebody there who asks for them."
            ),
            DECREE,
        ),
        Rule(say("No purpose has to be given."), GUIDE),
        Rule(say("Requests are taken on the portal open.go.kr, in writing, by post or by word of mouth."), GUIDE),
        Rule(
            say("The decision comes within 10 days, which can become 20; without one the request counts as refused."),
            GUIDE,
        ),
        Rule(
            say("What copies cost, and how to pay, is told with the decision."),
            "https://www.nfm.go.kr/home/subIndex/1255.do",
        ),
        Rule(
            say("An objection to a refusal is made within 30 days and decided within 7."),
            "https://www.welfare.seoul.kr/web/contents/foundInfo1-1.do",
        ),
    ]


LAWS: Final[Mapping[str, Law]] = {
    ACT: Law(
        "ja",
        "行政機関の保有する情報の公開に関する法律",
        "（平成11年法律第42号）第4条第1項",
        "行政文書開示請求書",
        "行政文書",
        _list_act,
    ),
    AGENCIES: Law(
        "ja",
        "独立行政法人等の保有する情報の公開に関する法律",
        "（平成13年法律第140号）第4条第1項",
        "法人文書開示請求書",
        "法人文書",
        _list_agencies,
    ),
    ORDINANCE: Law("ja", "", "", "公文書開示請求書", "公文書", _list_ordinance),
    HOUSES: Law("ja", "", "", "文書開示申出書", "文書", _list_houses),
    KOREA: Law(
        "ko",
        "공공기관의 정보공개에 관한 법률",
        "제10조제1항 및 같은 법 시행령 제6조제1항",
        "정보공개 청구서",
        "정보",
        _list_korea,
    ),
}


def name_law(law_id: str, language: Language) -> str:
    """What a law is called in the reader's language."""
    say = language.say
    return {
        ACT: say("Japan’s Act on Access to Information Held by Administrative Organs"),
        AGENCIES: say("Japan’s Act on Access to Information Held by Incorporated Administrative Agencies"),
        ORDINANCE: say("information disclosure ordinance"),
        HOUSES: say("rules of the house’s secretariat"),
        KOREA: say("Korea’s Official Information Disclosure Act"),
    }[law_id]
