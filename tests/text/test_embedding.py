"""The lines that put a view into another page: a frame that nothing in the record can break out of."""

from html.parser import HTMLParser

from pages import KISHIDA, SMALL, like, page_of, record_of

from techvisits.record.model import Name
from techvisits.text.address import State
from techvisits.text.embedding import render_embed_code, write_frame
from techvisits.text.page import Page


class Frames(HTMLParser):
    """The attributes of each frame, and the text of each code to copy."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.frames: list[dict[str, str | None]] = []
        self.tags: list[str] = []
        self.texts = ""
        self.feed(str(html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "iframe":
            self.frames.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] == ["code"]:
            self.texts += data


def test_the_frame_shows_the_view_and_says_what_it_is() -> None:
    (frame,) = Frames(write_frame(page_of(f"meeting={KISHIDA}&lang=ja"), "https://example.org/")).frames
    assert frame["src"] == f"https://example.org/embed?meeting={KISHIDA}&lang=ja"
    assert frame["loading"] == "lazy"
    assert frame["width"] == "100%"
    assert int(frame["height"] or 0) > 400
    assert "岸田文雄" in (frame["title"] or "")


def test_a_trip_has_a_frame_with_room_for_its_stops() -> None:
    heights = [
        int(Frames(write_frame(page_of(query), "")).frames[0]["height"] or 0)
        for query in (f"meeting={KISHIDA}", "trip=zuckerberg-2024-02")
    ]
    assert heights[0] < heights[1]


def test_what_is_copied_out_of_the_box_is_the_frame() -> None:
    page = page_of("leader=mark-zuckerberg&city=tokyo")
    box = Frames(render_embed_code(page, "https://example.org"))
    assert "iframe" not in box.tags
    assert box.texts.strip() == str(write_frame(page, "https://example.org"))
    query = "?leader=mark-zuckerberg&amp;city=tokyo"
    html = render_embed_code(page, "https://example.org")
    assert all(f'href="/{file}{query}"' in html for file in ("map.svg", "map.png", "view.html"))


def test_a_name_of_the_record_cannot_break_out() -> None:
    evil = Name('"><script>alert(1)</script>')
    host = like(KISHIDA).hosts[0]
    person = type(host.person)(SMALL.by_id[KISHIDA].hosts[0].host_id, evil)  # type: ignore[misc,call-arg]
    meeting = like(KISHIDA, hosts=(type(host)(person, host.organization, host.role),))
    page = Page(State(meeting=KISHIDA), record_of([meeting]))
    box = Frames(render_embed_code(page, "https://example.org"))
    assert "script" not in box.tags
    assert Frames(box.texts).tags == ["iframe"]
    assert '"><script>' in (Frames(box.texts).frames[0]["title"] or "")
