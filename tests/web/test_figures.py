"""Prometheus is told how many read, how long they wait, what failed and which data is served."""

import logging
import urllib.request

import pytest
from asking import serve
from conftest import FIXTURE
from prometheus_client import CollectorRegistry, generate_latest, start_http_server
from prometheus_client.parser import text_string_to_metric_families
from small import RECORD

from techvisits.package.log import LOG, fail
from techvisits.web.figures import build_registry
from techvisits.web.routes import build_routes


@pytest.fixture
def registry() -> CollectorRegistry:
    """The figures, as long as a test counts."""
    LOG.setLevel(logging.INFO)
    return build_registry(FIXTURE)


def value(registry: CollectorRegistry, name: str, **labels: str) -> float:
    """A sample as Prometheus would read it; 0 where there is none."""
    families = text_string_to_metric_families(generate_latest(registry).decode())
    samples = [
        s for family in families for s in family.samples if s.name == name and labels.items() <= s.labels.items()
    ]
    return sum(sample.value for sample in samples)


def test_the_served_data_is_named(registry: CollectorRegistry) -> None:
    assert value(registry, "techvisits_meetings", version=RECORD.version) == len(RECORD.meetings)
    assert value(registry, "techvisits_refused") == 0


def test_answers_are_counted_by_part_and_status_and_nobody_can_make_up_parts(registry: CollectorRegistry) -> None:
    with serve(build_routes(FIXTURE)) as server:
        for path in ("/api/health", "/api/meetings.csv?q=a", "/api/meetings.csv?leader=nobody", "/made/up", "/made-up"):
            server.ask(path)
    count = "techvisits_answer_seconds_count"
    assert value(registry, count, part="/api", status="200") == 2
    assert value(registry, count, part="/api", status="400") == 1
    assert value(registry, count, part="", status="404") == 2
    assert value(registry, count) == 5


def test_pages_readers_and_failures_are_counted(registry: CollectorRegistry) -> None:
    LOG.info("page", extra={"milliseconds": 30})
    LOG.info("readers", extra={"readers": 7})
    try:
        raise ValueError("on purpose")
    except ValueError:
        fail("testing")
    assert value(registry, "techvisits_page_seconds_count") == 1
    assert value(registry, "techvisits_page_seconds_bucket", le="0.05") == 1
    assert value(registry, "techvisits_page_seconds_bucket", le="0.025") == 0
    assert value(registry, "techvisits_readers") == 7
    assert value(registry, "techvisits_failures_total") == 1


def test_they_are_answered_on_a_port_of_their_own(registry: CollectorRegistry) -> None:
    server, thread = start_http_server(0, addr="127.0.0.1", registry=registry)
    with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/metrics") as answer:
        assert b"techvisits_meetings" in answer.read()
    server.shutdown()
    thread.join()
    server.server_close()
