"""The HTTP routes: the same filters as the page, answered as files."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from techvisits.curate.check import load_records
from techvisits.drawing import atlas as markers
from techvisits.drawing import basemap, style
from techvisits.export import calendar as export_ics
from techvisits.export import formats as export
from techvisits.package.errors import QueryError
from techvisits.record import filters

HASHED = re.compile(r"\.[0-9a-f]{8}[./]")
OPENED = ("meeting", "trip", "view", "colour", "arrivals", "lang")
YEAR = "public, max-age=31536000, immutable"


def build_routes(folder: Path) -> list[BaseRoute]:
    """All routes for the data package in `folder`."""

    def shown(request: Request) -> filters.Shown:
        records = load_records(folder)
        pairs = {key: request.query_params.getlist(key) for key in request.query_params}
        unknown = [f"{key[:40]}: is no filter" for key in pairs if key not in (*filters.KEYS, *OPENED)]
        asked, problems = filters.from_query(pairs, records)
        if problems + unknown:
            raise QueryError(problems + unknown)
        return filters.apply(asked, records)

    def health(request: Request) -> Response:
        records = load_records(folder)
        return JSONResponse({"status": "ok", "data_version": records.version, "meetings": len(records.meetings)})

    def meetings_csv(request: Request) -> Response:
        name = {"Content-Disposition": 'attachment; filename="tech-visits.csv"'}
        return Response(export.build_csv(shown(request)), media_type="text/csv; charset=utf-8", headers=name)

    def meetings_json(request: Request) -> Response:
        return Response(export.build_json(shown(request), load_records(folder)), media_type="application/json")

    def meetings_geojson(request: Request) -> Response:
        content = export.build_geojson(shown(request), load_records(folder))
        return Response(content, media_type="application/geo+json")

    def meetings_ics(request: Request) -> Response:
        content = export_ics.build_ics(shown(request), stamp=dt.datetime.now(dt.UTC))
        return Response(content, media_type="text/calendar; charset=utf-8")

    def atlas(request: Request) -> Response:
        return Response(markers.build_atlas(), media_type="image/png", headers={"Cache-Control": YEAR})

    def mapping(request: Request) -> Response:
        return JSONResponse(markers.icon_mapping(), headers={"Cache-Control": YEAR})

    def sheet(request: Request) -> Response:
        return Response(style.build_sheet(), media_type="text/css", headers={"Cache-Control": YEAR})

    return [
        Route("/api/health", health),
        Route("/api/meetings.csv", answer_problems(meetings_csv)),
        Route("/api/meetings.json", answer_problems(meetings_json)),
        Route("/api/meetings.geojson", answer_problems(meetings_geojson)),
        Route("/api/meetings.ics", answer_problems(meetings_ics)),
        Route(f"/basemap/{markers.atlas_name()}.png", atlas),
        Route(f"/basemap/{markers.atlas_name()}.json", mapping),
        Route(style.sheet_path(), sheet),
        Mount("/basemap", CachedFiles(directory=basemap.FOLDER)),
    ]


def build_middleware() -> list[Middleware]:
    """What every answer passes through: compression, without which a first visit loads three times as much."""
    return [Middleware(GZipMiddleware, minimum_size=1000)]


def answer_problems(endpoint: Any) -> Any:
    """The endpoint, answering 400 with a line for each thing in the query that is unknown or malformed."""

    def answer(request: Request) -> Response:
        try:
            return endpoint(request)  # type: ignore[no-any-return]
        except QueryError as error:
            return JSONResponse({"error": error.problems}, status_code=400)

    return answer


class CachedFiles(StaticFiles):
    """Files whose names change with their content, so that a browser may keep them for a year."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """The file with its cache header."""
        response = super().file_response(*args, **kwargs)
        if HASHED.search(str(args[0])):
            response.headers["Cache-Control"] = YEAR
        return response
