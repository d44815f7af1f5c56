"""The files as served: compact GeoJSON and JSON under names that carry their own hash."""

import hashlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry as Geometry

HASH_LENGTH = 8
Feature = tuple[dict[str, Any], Geometry]


def collection(features: Iterable[Feature]) -> dict[str, Any]:
    """A GeoJSON FeatureCollection of (properties, shape) pairs, empty shapes left out."""
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(shape)}
            for properties, shape in features
            if not shape.is_empty
        ],
    }


def text_of(content: object) -> bytes:
    """The JSON as short as it gets, in the reader's own letters."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


class Folder:
    """The served folder, filled beside the old one until `close`; `manifest` maps logical to hashed names."""

    def __init__(self, path: Path) -> None:
        self.target = path
        self.path = path.with_suffix(".new")
        self.manifest: dict[str, str] = {}
        shutil.rmtree(self.path, ignore_errors=True)
        self.path.mkdir(parents=True)

    def add(self, name: str, content: bytes) -> str:
        """Writes the file; gives the hashed name it got."""
        stem, _, suffix = name.partition(".")
        hashed = f"{stem}.{fingerprint([content])}.{suffix}"
        (self.path / hashed).write_bytes(content)
        self.manifest[name] = hashed
        return hashed

    def add_folder(self, name: str, files: dict[str, bytes]) -> str:
        """Writes files (path inside: content) into one folder; gives its hashed name."""
        hashed = f"{name}.{fingerprint(files[key] for key in sorted(files))}"
        for inside, content in files.items():
            target = self.path / hashed / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        self.manifest[name] = hashed
        return hashed

    def close(self) -> None:
        """Writes the manifest and puts the new folder in the place of the old."""
        text = json.dumps(self.manifest, indent=2, sort_keys=True) + "\n"
        (self.path / "manifest.json").write_text(text, encoding="utf-8")
        shutil.rmtree(self.target, ignore_errors=True)
        self.path.rename(self.target)


def fingerprint(contents: Iterable[bytes]) -> str:
    """The first hexadecimal digits of the contents' SHA-256."""
    digest = hashlib.sha256()
    for content in contents:
        digest.update(content)
    return digest.hexdigest()[:HASH_LENGTH]
