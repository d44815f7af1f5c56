"""The hand-kept tables beside this module."""

import csv
from pathlib import Path

HERE = Path(__file__).parent


def load_table(name: str) -> list[dict[str, str]]:
    """Rows of one CSV file of this folder, as text by column."""
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
