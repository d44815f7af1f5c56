"""Where the dashboard's script, its settings and the shipped data lie: in a clone, or where a wheel has put them."""

from __future__ import annotations

import importlib.metadata
import os
from pathlib import Path
from typing import Final

SCRIPT: Final = "dashboard.py"


def find_home() -> Path:
    """The folder with `dashboard.py`, `.streamlit` and `data`; where neither is found, that of the clone that is not there."""
    clone = Path(__file__).parents[3]
    if not (clone / SCRIPT).is_file():
        for file in importlib.metadata.files("techvisits") or ():
            if file.name == SCRIPT and (installed := Path(str(file.locate()))).is_file():
                return installed.resolve().parent
    return clone


def default_folder() -> Path:
    """The shipped package, or the folder named by TECHVISITS_DATA."""
    return Path(os.environ.get("TECHVISITS_DATA") or find_home() / "data")
