"""The language of who arrives: that of the browser, where the address says none."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from techvisits.text.language import LANGUAGES

NO_PAGE: Final = re.compile(r"/(api|data|static|style|_stcore)(/|$)|\.\w+$")
FROM_OUTSIDE: Final = ("none", "cross-site", "same-site")
HEADERS: Final = {"Cache-Control": "no-store", "Vary": "Accept-Language"}


class Arrivals:
    """Leads who opens a page from elsewhere to it in the browser's language; who goes on from our own pages has chosen one.

    Robots name no language and get English. Nothing is kept of anybody: the address alone says the language from then on.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The way to the page in that language, or the answer of the app."""
        to = _find_way(scope) if scope["type"] == "http" else ""
        answer = RedirectResponse(to, 302, HEADERS) if to else self.app
        await answer(scope, receive, send)


def _find_way(scope: Scope) -> str:
    """The address with the browser's language; empty where nothing is to be changed."""
    headers, query = Headers(scope=scope), scope["query_string"].decode("ascii", "replace")
    if scope["method"] != "GET" or NO_PAGE.search(scope["path"]) or "lang" in parse_qs(query, keep_blank_values=True):
        return ""
    code = choose_language(headers.get("accept-language", "")) if _is_arrival(headers) else "en"
    return "" if code == "en" else f"?{query}{'&' * bool(query)}lang={code}"


def _is_arrival(headers: Headers) -> bool:
    """Whether somebody opens a page from elsewhere; who loads one again, which is told by `max-age=0`, is there already."""
    is_page = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    is_again = "cache-control" in headers
    return is_page and not is_again and headers.get("sec-fetch-site") in FROM_OUTSIDE


def choose_language(accepted: str) -> str:
    """The first of ours that an `Accept-Language` names, by its weights; English where it names none."""
    weighed: list[tuple[float, str]] = []
    for part in accepted.split(","):
        name, _, weight = part.partition(";")
        code = name.strip().lower().partition("-")[0]
        if code in LANGUAGES:
            weighed.append((_weigh(weight), code))
    best = max(weighed, key=lambda pair: pair[0], default=(0.0, "en"))
    return best[1] if best[0] > 0 else "en"


def _weigh(text: str) -> float:
    """The number of `q=0.8`; 1 where there is none."""
    found = re.fullmatch(r"\s*q=(\d(?:\.\d{0,3})?)\s*", text)
    return float(found[1]) if found else 1.0
