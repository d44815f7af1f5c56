"""Figures of a running copy for Prometheus, on a port of their own that the public does not reach."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from techvisits.drawing import desk, pictures
from techvisits.package.log import LOG
from techvisits.record.shelf import find_shelf

NOT_FOUND: Final = 404
KEPT: Final = {
    "pane": pictures.picture_pane,
    "under": pictures.picture_under,
    "time": pictures.picture_time,
    "drawing": desk.draw_pane,
}
SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Figures(logging.Handler):
    """Counts what the log is told: answers by the first part of their path and by status, pages shown, failures."""

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__()
        self.answers = Histogram(
            "techvisits_answer_seconds", "Plain answers", ("part", "status"), buckets=SECONDS, registry=registry
        )
        self.pages = Histogram(
            "techvisits_page_seconds", "Runs of the dashboard: a visit, a filter", buckets=SECONDS, registry=registry
        )
        self.readers = Gauge("techvisits_readers", "Open dashboards", registry=registry)
        self.failures = Counter("techvisits_failures", "What failed, each with a reference", registry=registry)

    def emit(self, record: logging.LogRecord) -> None:
        """Count one line of the log."""
        seconds = getattr(record, "milliseconds", 0) / 1000
        if record.exc_info:
            self.failures.inc()
        elif path := getattr(record, "path", ""):
            status = getattr(record, "status", 0)
            self.answers.labels(_part(path, status), status).observe(seconds)
        elif record.msg == "page":
            self.pages.observe(seconds)
        elif record.msg == "readers":
            self.readers.set(getattr(record, "readers", 0))


class State:
    """What can be asked of the process at any time: its record, and how often what is kept was of use."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def collect(self) -> Iterator[Metric]:
        """The families of figures."""
        shelf = find_shelf(self.folder)
        meetings = GaugeMetricFamily(
            "techvisits_meetings", "Meetings in the record, by its version", labels=["version"]
        )
        meetings.add_metric([shelf.record.version], len(shelf.record.meetings))
        refused = GaugeMetricFamily("techvisits_refused", "Errors in data that was to be taken in", len(shelf.refused))
        kept = CounterMetricFamily("techvisits_kept", "Asked of what is kept", labels=["what", "found"])
        for what, cached in KEPT.items():
            kept.add_metric([what, "yes"], cached.cache_info().hits)
            kept.add_metric([what, "no"], cached.cache_info().misses)
        return iter((meetings, refused, kept))


def start_figures(port: int, folder: Path, address: str = "127.0.0.1") -> None:
    """Answer Prometheus on this port, of the record served from `folder`."""
    start_http_server(port, addr=address, registry=build_registry(folder))


def build_registry(folder: Path) -> CollectorRegistry:
    """The figures of this process."""
    registry = CollectorRegistry()
    LOG.addHandler(Figures(registry))
    registry.register(State(folder))
    return registry


def _part(path: str, status: int) -> str:
    """The first part of a path, `/` for the dashboard; what is not there has none, so that nobody can make up parts."""
    return "" if status == NOT_FOUND else f"/{path.strip('/').partition('/')[0]}"
