"""An answer's table and its picture as files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from techvisits.drawing.charts.marks import Chart
from techvisits.drawing.painters.charts import paint_file
from techvisits.export.answers import build_table_csv
from techvisits.record.record import Record
from techvisits.text.questions.answer import Told
from techvisits.web.answers import Terms, respond

ENDINGS: Final = (".csv", ".svg")
"""How the addresses of a table and of a picture end."""


def write_file(told: Told, draw: Callable[[], Chart], record: Record, address: str) -> bytes:
    """The picture, which names the address it is from, or without one the table."""
    if not address:
        return build_table_csv(told.columns, [[cell.text for cell in row] for row in told.rows])
    return paint_file(draw(), told.title, told.standfirst, f"{address} · {record.version} · CC BY 4.0").encode()


def respond_file(request: Request, content: bytes, record: Record, name: str, ending: str) -> Response:
    """The file under the name of what it answers: a table is saved, a picture shown."""
    terms = Terms(record.released, f"tech-visits-{name}{ending}", ending == ".csv")
    return respond(request, content, "text/csv; charset=utf-8" if terms.is_download else "image/svg+xml", terms)
