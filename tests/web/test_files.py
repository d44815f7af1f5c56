"""The files of the page on a real server: kept for a year where their names change with them, and no way out of a folder."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from asking import Server, serve
from conftest import FIXTURE
from starlette.routing import Mount

from techvisits.app import links
from techvisits.drawing import basemap, style
from techvisits.drawing.painters import atlas
from techvisits.web.routes import CachedFiles, build_routes

YEAR = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The routes for the small package."""
    with serve(build_routes(FIXTURE)) as running:
        yield running


def base_map_files() -> list[str]:
    return sorted(str(p.relative_to(basemap.FOLDER)) for p in basemap.FOLDER.rglob("*") if p.is_file())


# --- what may be kept


def test_files_of_the_base_map_may_be_kept_for_a_year(server: Server) -> None:
    for theme in ("light", "dark"):
        for language in ("en", "ja", "ko"):
            answer = server.ask(basemap.style_path(theme, language))
            assert answer.status == 200
            assert answer.headers["cache-control"] == YEAR
            json.loads(answer.body)
    hashed = [name for name in base_map_files() if re.search(r"\.[0-9a-f]{8}[./]", name)]
    assert hashed
    for name in hashed[:: max(1, len(hashed) // 12)]:
        answer = server.ask(f"/basemap/{quote(name)}")
        assert (answer.status, answer.headers["cache-control"]) == (200, YEAR)
        assert answer.body == (basemap.FOLDER / name).read_bytes()


def test_a_file_whose_name_stays_when_its_content_changes_is_not_kept(server: Server) -> None:
    for name in base_map_files():
        if not re.search(r"\.[0-9a-f]{8}[./]", name):
            assert "immutable" not in server.ask(f"/basemap/{quote(name)}").headers.get("cache-control", ""), name


@pytest.mark.parametrize(
    ("name", "is_kept"),
    [
        ("a.0123abcd.css", True),
        ("a.0123abcd", True),
        ("glyphs.0123abcd/0-255.pbf", True),
        ("a/b.0123abcd.json", True),
        ("a.css", False),
        ("a.0123ABCD.css", False),
        ("a.0123abcde.css", False),
        ("a.0123abc.css", False),
        ("0123abcd.css", False),
        ("a-0123abcd.css", False),
    ],
)
def test_the_name_of_the_file_decides_and_not_that_of_a_folder_above(tmp_path: Path, name: str, is_kept: bool) -> None:
    folder = tmp_path / "checkout.0123abcd" / "files"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text("x" * 2000)
    with serve([Mount("/files.89abcdef", CachedFiles(directory=folder))]) as running:
        path = f"/files.89abcdef/{name}"
        answer = running.ask(path)
        again = running.ask(path, If_None_Match=answer.headers["etag"])
        missing = running.ask(f"/files.89abcdef/none.0123abcd/{name}")
    assert (answer.status, answer.body) == (200, b"x" * 2000)
    assert answer.headers.get("cache-control") == (YEAR if is_kept else None)
    assert (again.status, again.headers.get("cache-control")) == (304, YEAR if is_kept else None)
    assert (missing.status, missing.headers.get("cache-control")) == (404, None)


def test_the_marker_picture_and_its_mapping_are_served_where_the_decks_look_for_them(server: Server) -> None:
    picture, mapping = (server.ask(f"{basemap.PREFIX}/{atlas.atlas_name()}{end}") for end in (".png", ".json"))
    assert (picture.status, picture.headers["content-type"]) == (200, "image/png")
    assert picture.body == atlas.build_atlas()
    assert (mapping.status, mapping.headers["content-type"]) == (200, "application/json")
    assert json.loads(mapping.body) == atlas.icon_mapping()
    assert picture.headers["cache-control"] == mapping.headers["cache-control"] == YEAR


def test_the_script_of_links_and_pictures_is_fetched_once_and_not_sent_with_each_of_them(server: Server) -> None:
    answer = server.ask(style.script_path())
    assert (answer.status, answer.headers["cache-control"]) == (200, YEAR)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.body == style.build_script()
    assert re.fullmatch(r"/style/[0-9a-f]{10}\.js", style.script_path())
    assert style.script_path() in links.SCRIPT
    assert len(links.SCRIPT) < 300


def test_a_style_is_compressed_for_those_who_can_read_it(server: Server) -> None:
    path = basemap.style_path("light", "en")
    plain, packed = server.ask(path), server.ask(path, Accept_Encoding="gzip")
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2
    assert packed.headers["cache-control"] == YEAR


def test_a_missing_file_of_the_base_map_is_not_kept(server: Server) -> None:
    for name in ("no-such-file.json", "no-such-file.0123abcd.json"):
        answer = server.ask(f"/basemap/{name}")
        assert answer.status == 404
        assert "cache-control" not in answer.headers


# --- no way out


@pytest.mark.parametrize(
    "path",
    [
        "/basemap/../__init__.py",
        "/basemap/%2e%2e/__init__.py",
        "/basemap/..%2f__init__.py",
        "/basemap/%2e%2e%2f%2e%2e%2fedges.py",
        "/basemap/..%5c__init__.py",
        "/basemap/..%252f__init__.py",
        "/basemap//etc/passwd",
        "/basemap/%2fetc%2fpasswd",
        "/basemap/glyphs/../../__init__.py",
        "/basemap/....//__init__.py",
        "/basemap/../../../../../../../../etc/passwd",
        "/basemap/%00",
        "/basemap/manifest.json%00.png",
        "/basemap/",
        "/basemap",
        "/basemap/" + "a/" * 3000,
        "/basemap/" + "a" * 5000,
    ],
)
def test_no_path_leads_out_of_the_base_map(server: Server, path: str) -> None:
    answer = server.ask(path)
    assert answer.status in (307, 400, 404), answer.body[:200]
    assert b"root:" not in answer.body
    assert b"import" not in answer.body
    assert "location" not in answer.headers or answer.headers["location"].endswith("/basemap/")
