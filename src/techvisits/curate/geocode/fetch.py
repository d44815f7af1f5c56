"""An HTTP adapter for geopy that bounds what a service can do to us: the size of its answer, and the time it takes."""

from __future__ import annotations

import json
import time
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPSHandler, ProxyHandler, Request, build_opener

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut, GeocoderUnavailable

LARGEST_ANSWER = 2 * 1024 * 1024


class BoundedAdapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy has no types
    """Fetches over HTTP, but never more than LARGEST_ANSWER bytes nor for much longer than the time-out in all."""

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._open = build_opener(HTTPSHandler(context=ssl_context), ProxyHandler(proxies)).open

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        """The parsed JSON; raises GeocoderParseError for anything else."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            what = "HTML" if text.lstrip().startswith("<") else "something else"
            raise GeocoderParseError(f"answered with {what} instead of JSON") from error

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        """The body as text; raises AdapterHTTPError or a GeocoderServiceError with a few words of what went wrong."""
        try:
            with self._open(Request(url, headers=headers), timeout=timeout) as answer:
                return _read(answer, time.monotonic() + timeout).decode("utf-8")
        except HTTPError as error:
            error.close()  # or its connection stays open for as long as the error is kept
            raise AdapterHTTPError(str(error), status_code=error.code, headers=error.headers, text="") from error
        except UnicodeDecodeError as error:
            raise GeocoderParseError("answered with bytes that are no UTF-8") from error
        except TimeoutError as error:
            raise GeocoderTimedOut(f"did not answer within {timeout:g} s") from error
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise GeocoderTimedOut(f"did not answer within {timeout:g} s") from error
            raise GeocoderUnavailable(
                f"cannot be reached ({getattr(error.reason, 'strerror', error.reason)})"
            ) from error
        except (HTTPException, OSError) as error:
            raise GeocoderServiceError("broke off its answer") from error


def _read(answer: HTTPResponse, deadline: float) -> bytes:
    """The whole body; raises a GeocoderServiceError past the limit or at an early end, TimeoutError past the deadline."""
    body = bytearray()
    while chunk := answer.read1(65536):
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise GeocoderParseError(f"answered with more than {LARGEST_ANSWER // 1024**2} MB")
        if time.monotonic() > deadline:
            raise TimeoutError
    if answer.length:
        raise GeocoderServiceError("broke off its answer")
    return bytes(body)
