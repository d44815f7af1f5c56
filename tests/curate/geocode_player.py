"""A small local HTTP server that plays Nominatim: it answers as told, keeps what it was asked, and can misbehave."""

import contextlib
import csv
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from geopy.geocoders import Nominatim

from techvisits.curate.geocode.fetch import BoundedAdapter
from techvisits.curate.geocode.service import Service, limit_service

POSITION = (
    "latitude", "longitude", "coordinates_precision", "coordinates_origin", "coordinates_url", "coordinates_note",
    "geocoder", "geocoded_on", "osm_id", "geocoder_rung", "runner_up_km",
)  # fmt: skip


@dataclass
class Reply:
    """One answer: `drip` sends a byte every so many seconds, `cut` breaks off after so many bytes."""

    body: bytes = b"[]"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0
    cut: int | None = None


def hit(name: str, latitude: float, longitude: float, kind: str = "building=yes", **more: Any) -> dict[str, Any]:
    """One element of a Nominatim answer, shaped as Nominatim 5.3 shapes it."""
    key, _, value = kind.partition("=")
    country = more.pop("country", "jp" if longitude > 128.5 else "kr")
    number = more.pop("number", "")
    address = {"country_code": country} | ({"house_number": number} if number else {})
    answer = {"osm_type": "way", "osm_id": abs(hash((latitude, longitude))) % 10**9, "class": key, "type": value}
    answer |= {
        "lat": str(latitude),
        "lon": str(longitude),
        "name": name,
        "display_name": f"{name}, …",
        "address": address,
    }
    return answer | {"namedetails": {"name": name}} | more


def found(*hits: dict[str, Any]) -> Reply:
    """A good answer that holds these hits."""
    return Reply(json.dumps(list(hits), ensure_ascii=False).encode())


class Player(ThreadingHTTPServer):
    """The server; `answer` maps the text asked for to a Reply, `asked` holds every request's parameters and headers."""

    daemon_threads = True

    def __init__(self, answer: Callable[[str], Reply]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.asked: list[dict[str, str]] = []
        self.times: list[float] = []

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def texts(self) -> list[str]:
        """What it was asked for, in order."""
        return [asked["q"] for asked in self.asked]

    def service(self, waits: list[float] | None = None, timeout: float = 5.0, pace: float = 0.0) -> Service:
        """A real Nominatim geocoder of geopy's pointed at this server; waits are noted down, not waited."""
        geocoder = Nominatim(
            user_agent="techvisits-tests (tests@example.org)",
            domain=f"127.0.0.1:{self.server_port}",
            scheme="http",
            timeout=timeout,
            adapter_factory=BoundedAdapter,
        )
        sleep = (lambda seconds: None) if waits is None else waits.append
        return limit_service("nominatim", f"127.0.0.1:{self.server_port}", geocoder, pace, sleep)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some tests want."""


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Player
    disable_nagle_algorithm = True  # or each answer takes 40 ms

    def do_GET(self) -> None:
        """Note the request down and send what the player answers to its text."""
        asked = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        self.server.asked.append(asked | {"user-agent": self.headers.get("User-Agent", "")})
        self.server.times.append(time.monotonic())
        reply = self.server.answer(asked.get("q", ""))
        self.send_response(reply.status)
        for name, value in {"Content-Type": "application/json", **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        body = reply.body if reply.cut is None else reply.body[: reply.cut]
        for start in range(0, len(body), 1 if reply.drip else max(len(body), 1)):
            time.sleep(reply.drip)
            self.wfile.write(body[start : start + 1] if reply.drip else body)
            self.wfile.flush()

    def log_message(self, *args: Any) -> None:
        """Nothing is printed."""


@contextlib.contextmanager
def playing(answer: Callable[[str], Reply]) -> Iterator[Player]:
    """A player that runs for the length of a with block."""
    player = Player(answer)
    thread = threading.Thread(target=player.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield player
    finally:
        player.shutdown()
        player.server_close()
        thread.join(5)


def empty_positions(folder: Path, keep: Callable[[dict[str, str]], bool]) -> None:
    """Take the coordinates away from every place of a package's table but those to keep."""
    path = folder / "places.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, names = list(reader), reader.fieldnames or []
    write_places(folder, [row if keep(row) else row | dict.fromkeys(POSITION, "") for row in rows], list(names))


def read_places(folder: Path) -> dict[str, dict[str, str]]:
    """The rows of a package's places table by id."""
    with (folder / "places.csv").open(encoding="utf-8", newline="") as file:
        return {row["place_id"]: row for row in csv.DictReader(file)}


def write_places(folder: Path, rows: list[dict[str, str]], names: list[str] | None = None) -> None:
    """Write a package's places table with these rows, sorted by id as the canonical form wants."""
    with (folder / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names or list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: row["place_id"]))


def place_row(place_id: str, name: str, native: str, city: str, country: str, **more: str) -> dict[str, str]:
    """A row of the places table without coordinates, for the tests' own packages."""
    row = {
        "place_id": place_id,
        "name": name,
        "name_native": native,
        "also_known_as": "",
        "written_as": "",
        "kind": "venue",
    }
    return row | {"address": "", "city": city, "country_code": country} | dict.fromkeys(POSITION, "") | more


TOKYO = place_row(
    "tokyo", "Tokyo", "東京", "tokyo", "JP", kind="city", latitude="35.68950", longitude="139.69171",
    coordinates_origin="curated", coordinates_precision="city",
)  # fmt: skip
SEOUL = place_row(
    "seoul", "Seoul", "서울", "seoul", "KR", kind="city", latitude="37.56600", longitude="126.97840",
    coordinates_origin="curated", coordinates_precision="city",
)  # fmt: skip
