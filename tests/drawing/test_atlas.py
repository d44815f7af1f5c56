"""The picture of the marker shapes that the live map tints."""

import functools
import io

import pytest
from PIL import Image, ImageChops

from techvisits.drawing.clusters import STATUS_SHAPES
from techvisits.drawing.painters.atlas import atlas_name, build_atlas, icon_mapping

SHAPES = ("disc", "ring", "square", *STATUS_SHAPES.values())


def cell(name: str) -> Image.Image:
    """The opacity of a shape's cell."""
    where = icon_mapping()[name]
    left, top = where["x"], where["y"]
    box = (left, top, left + where["width"], top + where["height"])
    return Image.open(io.BytesIO(build_atlas())).getchannel("A").crop(box)


@pytest.mark.parametrize("name", SHAPES)
def test_the_whole_of_a_marker_can_be_pointed_at(name: str) -> None:
    """deck.gl's IconLayer passes over pixels less opaque than `alphaCutoff`, 0.05: a hollow marker must not be hollow to it."""
    picture = cell(name)
    half, quarter = picture.width // 2, picture.height // 4
    assert min(picture.getpixel((half, half)), picture.getpixel((half, quarter))) / 255 > 0.05


def test_every_shape_lies_in_the_picture_and_none_over_another() -> None:
    picture = Image.open(io.BytesIO(build_atlas()))
    lefts = [where["x"] for where in icon_mapping().values()]
    assert len(set(lefts)) == len(lefts)
    assert all(where["x"] + where["width"] <= picture.width for where in icon_mapping().values())
    assert all(where["mask"] for where in icon_mapping().values()), "tinted by each row's colour"


def test_shapes_are_told_apart_without_colour() -> None:
    assert len({cell(name).tobytes() for name in (*SHAPES, "halo", "arrow")}) == len(SHAPES) + 2
    full = sum(cell("disc").tobytes())
    assert all(sum(cell(name).tobytes()) < 0.8 * full for name in SHAPES[1:])


@pytest.mark.parametrize("twelfths", range(1, 12))
def test_a_slice_is_its_share_of_a_disc_clockwise_from_the_top(twelfths: int) -> None:
    halves = [(48, 0, 96, 96), (0, 0, 48, 96)]
    right, left = (
        sum(cell(f"slice-{twelfths}").crop(half).tobytes()) / sum(cell("disc").crop(half).tobytes()) for half in halves
    )
    assert right == pytest.approx(min(twelfths, 6) / 6, abs=0.03)
    assert left == pytest.approx(max(twelfths - 6, 0) / 6, abs=0.03)


@pytest.mark.parametrize("twelfths", [1, 6, 12])
def test_teeth_are_gaps_in_the_rim_alone(twelfths: int) -> None:
    picture = cell(f"teeth-{twelfths}")
    assert sum(picture.tobytes()) > 0
    assert sum(picture.crop((26, 26, 70, 70)).tobytes()) == 0


def test_the_file_may_be_kept_since_its_name_changes_with_it() -> None:
    assert atlas_name().startswith("markers-")
    assert len(atlas_name()) == len("markers-") + 10


@pytest.mark.parametrize("rim", ["ring", "square"])
def test_four_quarter_turns_of_a_rims_pieces_are_the_whole_rim_and_nothing_within(rim: str) -> None:
    pieces = [cell(f"{rim}-{n}") for n in range(3)]
    turned = [piece.rotate(-90 * quarter) for quarter in range(4) for piece in pieces]
    whole = functools.reduce(ImageChops.lighter, turned)
    inside = whole.crop((30, 30, 66, 66))
    assert sum(inside.tobytes()) == 0
    edge = cell(rim).point(lambda opacity: 255 if opacity > 200 else 0)
    missing = ImageChops.subtract(edge, whole.point(lambda opacity: 255 if opacity > 100 else 0))
    assert sum(missing.tobytes()) / 255 < 0.03 * sum(edge.tobytes()) / 255
    assert sum(sum(piece.tobytes()) for piece in turned) == pytest.approx(sum(whole.tobytes()), rel=0.05), "none twice"
