"""The map features as GDAL reads them: `ogrinfo` where it is installed, and the GDAL that pyogrio brings everywhere."""

import json
import shutil
import subprocess
from pathlib import Path

import pyogrio
import pytest
from conftest import DATA

from techvisits.export.formats import FORMATS
from techvisits.record.filters import Shown
from techvisits.record.load import load_record

RECORD = load_record(DATA)
EVERYTHING = Shown(RECORD.visits, RECORD.meetings)
PLACED = [meeting for meeting in RECORD.meetings if meeting.place.position]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """All features in a file."""
    path = tmp_path / "meetings.geojson"
    path.write_bytes(FORMATS["geojson"].build(EVERYTHING, RECORD, ""))
    return path


def test_gdal_reads_every_feature_with_its_values(file: Path) -> None:
    info = pyogrio.read_info(file, force_feature_count=True)
    assert (info["driver"], info["geometry_type"], info["features"]) == ("GeoJSON", "Point", len(PLACED))
    assert info["crs"] in ("EPSG:4326", "OGC:CRS84")
    assert info["encoding"] == "UTF-8"
    west, south, east, north = info["total_bounds"]
    assert 120 < west < east < 150
    assert 30 < south < north < 46
    _, _, geometry, values = pyogrio.raw.read(file, columns=["meeting_id", "place_native", "date", "host_ids"])
    read = dict(zip(info["fields"], info["dtypes"], strict=True))
    assert read["publishers"] == "int32"
    assert len(geometry) == len(PLACED)
    found = {str(cell) for column in values for cell in column}
    assert {meeting.meeting_id for meeting in PLACED} <= found
    assert {meeting.place.name.native for meeting in PLACED if meeting.place.name.native} <= found


@pytest.mark.skipif(not shutil.which("ogrinfo"), reason="ogrinfo is not installed: make outside")
def test_ogrinfo_has_nothing_to_complain_of(file: Path) -> None:
    done = subprocess.run(["ogrinfo", "-json", "-al", "-so", file], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    (layer,) = json.loads(done.stdout)["layers"]
    assert layer["featureCount"] == len(PLACED)
    assert layer["geometryFields"][0]["type"] == "Point"
