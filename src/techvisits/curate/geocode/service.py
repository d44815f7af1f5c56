"""A geopy service asked politely: at its pace, with a bounded time-out and answer, retries that heed Retry-After."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from geopy.adapters import AdapterHTTPError
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderNotFound,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import get_geocoder_for_service
from geopy.geocoders.base import Geocoder

from techvisits.curate.geocode.fetch import BoundedAdapter
from techvisits.curate.geocode.rank import Candidate
from techvisits.package.errors import GeocodeError, SettingError
from techvisits.record.geo import Position

TIMEOUT_S = 10.0
MOST_ANSWERS = 10
TRIES = 4
BACK_OFF_S = 2.0  # before the second try; doubled before each next one
LONGEST_WAIT_S = 120.0
PUBLIC_PACE_S = 1.0
SAMPLE_AGENTS = ("geopy/", "my-application", "my_app", "my_user_agent", "specify_your_app_name_here")
OWN_HOSTS = {"127.0.0.1", "localhost", "::1"}
LANGUAGES = {"JP": "ja", "KR": "ko"}
FINAL = (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
)


@dataclass(frozen=True)
class Service:
    """A geopy service under its own name: `geocode` is rate-limited, `options` are the keywords it takes."""

    name: str
    host: str
    geocode: Callable[..., Any]
    options: frozenset[str]
    sleep: Callable[[float], None]

    def ask(self, text: str, country_code: str, box: tuple[Position, Position] | None) -> list[Candidate]:
        """The service's answers, best first; raises GeocodeError when it cannot be brought to answer."""
        for number in range(1, TRIES + 1):
            try:
                found = self.geocode(text, **_options(self.options, country_code, box))
                return [read_candidate(location.raw, location) for location in found or []]
            except (GeopyError, ValueError, TypeError, KeyError, AttributeError) as error:
                wait = _wait_s(error, number)
                if wait is None:
                    raise GeocodeError(self._explain(error, text, number)) from error
                self.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _explain(self, error: Exception, text: str, tries: int) -> str:
        what, remedy = _reason(error)
        often = f" ({tries} tries)" if tries > 1 else ""
        return f"{self.name} at {self.host}, asked for {text!r}, {what}{often}; {remedy}"


def build_service(environment: Mapping[str, str]) -> Service:
    """The service the TECHVISITS_GEOCODER… variables name; raises SettingError that says what to set."""
    name = environment.get("TECHVISITS_GEOCODER") or "nominatim"
    agent = environment.get("TECHVISITS_USER_AGENT", "").strip()
    if not agent or agent.startswith(SAMPLE_AGENTS):
        example = "export TECHVISITS_USER_AGENT='tech-visits-curation (you@example.org)'"
        raise SettingError(
            "geocoding services ask who is asking: set TECHVISITS_USER_AGENT to your project and an address, "
            f"as in: {example}"
        )
    try:
        kind = get_geocoder_for_service(name)
    except GeocoderNotFound as error:
        raise SettingError(
            f"TECHVISITS_GEOCODER: geopy knows no service {name!r}; use nominatim or another of its names"
        ) from error
    url = environment.get("TECHVISITS_GEOCODER_URL", "")
    arguments = {
        "user_agent": agent,
        "timeout": TIMEOUT_S,
        "adapter_factory": BoundedAdapter,
        **_place_of(url, name, kind),
    }
    if key := environment.get("TECHVISITS_GEOCODER_KEY"):
        arguments["api_key"] = key
    try:
        geocoder = kind(**arguments)
    except (GeopyError, TypeError) as error:
        raise SettingError(
            f"TECHVISITS_GEOCODER: {name} cannot be set up ({error}); a key goes into TECHVISITS_GEOCODER_KEY"
        ) from error
    host = urlsplit(url).netloc or str(getattr(geocoder, "domain", name))
    own = urlsplit(url).hostname in OWN_HOSTS
    return limit_service(name.lower(), host, geocoder, 0.0 if own else PUBLIC_PACE_S)


def limit_service(
    name: str, host: str, geocoder: Geocoder, pace: float = PUBLIC_PACE_S, sleep: Callable[[float], None] = time.sleep
) -> Service:
    """A geopy geocoder as a Service that asks at most once every `pace` seconds and waits by `sleep`."""
    limited = RateLimiter(
        geocoder.geocode, min_delay_seconds=pace, max_retries=0, error_wait_seconds=pace, swallow_exceptions=False
    )
    return Service(name, host, limited, frozenset(inspect.signature(geocoder.geocode).parameters), sleep)


def read_candidate(raw: Any, location: Any) -> Candidate:
    """One answer as a candidate: Nominatim's and Photon's tell class, country and OSM id, others only a name."""
    raw = raw if isinstance(raw, dict) else {}
    properties = raw.get("properties")
    raw = raw | properties if isinstance(properties, dict) else raw
    address = raw.get("address") if isinstance(raw.get("address"), dict) else {}
    details = raw.get("namedetails") if isinstance(raw.get("namedetails"), dict) else {}
    label = str(raw.get("name") or str(location.address or "").partition(",")[0])
    key, value = raw.get("class") or raw.get("osm_key") or "", raw.get("type") or raw.get("osm_value") or ""
    if raw.get("osm_key"):
        value = raw.get("osm_value", "")
    return Candidate(
        latitude=float(location.latitude),
        longitude=float(location.longitude),
        label=label or str(location.address),
        names=tuple(dict.fromkeys(filter(None, [label, *_names(details or {})]))),
        country_code=str((address or {}).get("country_code") or raw.get("countrycode") or "").upper(),
        kind=f"{key}={value}" if key and value else "",
        osm_id=_osm_id(raw),
        house_number=str((address or {}).get("house_number") or raw.get("housenumber") or ""),
    )


def _names(details: dict[str, Any]) -> list[str]:
    wanted = ("name", "alt_name", "official_name", "short_name", "old_name", "brand")
    return [
        part.strip()
        for key, value in details.items()
        if key.removeprefix("_place_").partition(":")[0] in wanted
        for part in str(value).split(";")
    ]


def _osm_id(raw: dict[str, Any]) -> str:
    kinds = {"N": "node", "W": "way", "R": "relation"}
    kind = str(raw.get("osm_type") or "")
    kind = kinds.get(kind, kind)
    number = str(raw.get("osm_id") or "")
    return f"{kind}/{number}" if kind in kinds.values() and number.isdigit() else ""


def _options(taken: frozenset[str], country_code: str, box: tuple[Position, Position] | None) -> dict[str, Any]:
    """Those of our options that the service's `geocode` takes."""
    wanted: dict[str, Any] = {
        "exactly_one": False,
        "limit": MOST_ANSWERS,
        "country_codes": [country_code.lower()],
        "viewbox": box,
        "language": LANGUAGES.get(country_code),
        "addressdetails": True,
        "namedetails": True,
    }
    if "viewbox" not in taken:  # other services spell languages their own way and refuse ours
        del wanted["language"]
    return {name: value for name, value in wanted.items() if name in taken and value is not None}


def _place_of(url: str, name: str, kind: type[Geocoder]) -> dict[str, str]:
    """The arguments that point a geocoder at another address than its own."""
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SettingError(
            f"TECHVISITS_GEOCODER_URL: {url!r} is no address; write it as https://host or https://host/path"
        )
    if "domain" not in inspect.signature(kind.__init__).parameters:
        raise SettingError(f"TECHVISITS_GEOCODER_URL: {name} has one address only; unset the variable")
    return {"scheme": parts.scheme, "domain": parts.netloc + parts.path.rstrip("/")}


def _wait_s(error: Exception, tries: int) -> float | None:
    """Seconds to wait before the next try, None where there is to be none."""
    if tries == TRIES or not isinstance(error, GeocoderServiceError) or isinstance(error, FINAL):
        return None
    wait = BACK_OFF_S * 2.0 ** (tries - 1)
    if isinstance(error, GeocoderRateLimited):
        wait = max(wait, float(error.retry_after or 0))
    elif isinstance(error, GeocoderQuotaExceeded):
        return None
    return wait if wait <= LONGEST_WAIT_S else None


def _reason(error: Exception) -> tuple[str, str]:
    """What the service did, and what to do, in words."""
    later = "run the command again later: it goes on where it stopped"
    if isinstance(error, GeocoderRateLimited):
        asked = f" and asks to wait {error.retry_after:.0f} s" if error.retry_after else ""
        return f"says we ask too often (429){asked}", later
    if isinstance(error, GeocoderInsufficientPrivileges):
        return (
            "refuses us (403)",
            "check TECHVISITS_USER_AGENT and the service's rules, or set another TECHVISITS_GEOCODER_URL",
        )
    if isinstance(error, GeocoderAuthenticationFailure):
        return "does not accept the key (401)", "check TECHVISITS_GEOCODER_KEY"
    if isinstance(error, GeocoderQuotaExceeded):
        return "says the quota is used up (402)", later
    if isinstance(error, GeocoderParseError):
        return str(error), "check that TECHVISITS_GEOCODER_URL is the service and no login page stands before it"
    if isinstance(error.__cause__, AdapterHTTPError):
        return f"failed (HTTP {error.__cause__.status_code})", later
    if isinstance(error, GeocoderServiceError):
        return str(error), "check the network, then " + later
    return f"gave an answer that cannot be understood ({error})", "check that TECHVISITS_GEOCODER_URL is the service"
