"""Answers in a coding: what comes out is what went in, compressed once, and only for those who can read it."""

import gzip
from pathlib import Path

import brotli
import pytest
from asking import serve
from conftest import FIXTURE
from starlette.routing import Mount

from techvisits.app.shell import FOLDER, list_scripts, read_shell
from techvisits.drawing import style
from techvisits.web import coding
from techvisits.web.first import Shell
from techvisits.web.routes import CachedFiles, build_routes

READ = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


@pytest.mark.parametrize(
    ("accepted", "wanted"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=1.0", "br"),
        ("gzip", "gzip"),
        ("deflate, gzip;q=0.5", "gzip"),
        ("brotli", None),
        ("identity", None),
        ("", None),
    ],
)
def test_each_gets_the_best_that_it_can_read(tmp_path: Path, accepted: str, wanted: str | None) -> None:
    text = "a line of text\n" * 400
    (tmp_path / "a.js").write_text(text)
    with serve([Mount("/files", CachedFiles(tmp_path))]) as running:
        answer = running.ask("/files/a.js", Accept_Encoding=accepted)
    assert answer.headers.get("content-encoding") == wanted
    assert READ[wanted](answer.body) == text.encode()
    assert "Accept-Encoding" in answer.headers["vary"]
    assert answer.headers["content-type"].startswith("text/javascript")
    assert {"etag", "last-modified"} <= answer.headers.keys()
    assert (len(answer.body) < len(text)) == bool(wanted)


def test_a_file_is_compressed_once_for_all_readers_and_anew_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    encode = coding.encode
    monkeypatch.setattr(coding, "encode", lambda *given: made.append(given) or encode(*given))
    (tmp_path / "a.css").write_text("x" * 3000)
    with serve([Mount("/files", CachedFiles(tmp_path))]) as running:
        bodies = {running.ask("/files/a.css", Accept_Encoding="br").body for _ in range(3)}
        assert (len(bodies), len(made)) == (1, 1)
        (tmp_path / "a.css").write_text("y" * 5000)
        assert brotli.decompress(running.ask("/files/a.css", Accept_Encoding="br").body) == b"y" * 5000
    assert len(made) == 2


def test_a_part_a_picture_and_what_is_unchanged_are_sent_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("0123456789" * 400)
    (tmp_path / "a.png").write_bytes(b"\x89PNG" * 1000)
    with serve([Mount("/files", CachedFiles(tmp_path))]) as running:
        part = running.ask("/files/a.js", Accept_Encoding="br", Range="bytes=3-6")
        assert (part.status, part.body, part.headers.get("content-encoding")) == (206, b"3456", None)
        picture = running.ask("/files/a.png", Accept_Encoding="br, gzip")
        assert (picture.body, picture.headers.get("content-encoding")) == (b"\x89PNG" * 1000, None)
        whole = running.ask("/files/a.js", Accept_Encoding="br")
        again = running.ask("/files/a.js", Accept_Encoding="br", If_None_Match=whole.headers["etag"])
        assert (again.status, again.body) == (304, b"")


def test_the_first_page_and_what_it_loads_are_in_the_smallest_coding() -> None:
    shell = Shell(read_shell(), FOLDER, list_scripts())
    with serve(build_routes(FIXTURE, "", shell), shell) as running:
        for path in ("/?lang=ja", shell.start_path, style.script_path()):
            plain, small = running.ask(path), running.ask(path, Accept_Encoding="gzip, br")
            assert (plain.headers.get("content-encoding"), small.headers["content-encoding"]) == (None, "br")
            assert brotli.decompress(small.body) == plain.body
            assert small.headers["cache-control"] == plain.headers["cache-control"]
        missing = running.ask("/static/js/none.00000000.js", Accept_Encoding="br")
        assert (missing.status, missing.headers.get("cache-control")) == (404, None)
        outside = running.ask("/static/../index.html")
        assert outside.status == 404
