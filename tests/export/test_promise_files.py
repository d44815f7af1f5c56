"""Promises as CSV and JSON, of their own and with their meetings; nothing in them is added up."""

import csv
import io
import json
from dataclasses import replace

from small import LG, RECORD, SON

from techvisits.export.csv import build_csv
from techvisits.export.nested import build_json
from techvisits.export.promises import COLUMNS, build_promises_csv, build_promises_json
from techvisits.record.filters import Filters, apply

ALL = tuple(RECORD.promises.values())
GATES = "2018-11-09-gates-diet"
LATE = RECORD.promises["meta-ai-training-2024"]


def nested(meeting_id: str) -> dict[str, object]:
    """A meeting as it stands in the JSON of meetings."""
    shown = apply(Filters().asking("meeting", [meeting_id]), RECORD)
    (meeting,) = json.loads(build_json(shown, RECORD))["meetings"]
    assert isinstance(meeting, dict)
    return meeting


def test_the_table_has_a_row_a_promise() -> None:
    content = build_promises_csv(ALL)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    assert content.startswith(b"\xef\xbb\xbfpromise_id,meeting_id,date,")
    assert [*rows[0]] == [*COLUMNS]
    assert [row["promise_id"] for row in rows] == [*RECORD.promises]
    assert rows[0] == {
        "promise_id": "meta-ai-training-2024",
        "meeting_id": "2024-02-29-zuckerberg-yoon",
        "date": "2024-02-29",
        "date_precision": "day",
        "leaders": "Mark Zuckerberg",
        "hosts": "Yoon Suk Yeol",
        "country_code": "KR",
        "promised_by_id": "meta",
        "promised_by": "Meta",
        "promise": "Meta is to train 1000 people in Korea.",
        "kind": "training",
        "amount": "1000",
        "unit": "people",
        "novelty": "new",
        "due": "2024-12-31",
        "state": "under-way",
        "flags": "late; changed",
        "last_step": "2025",
        "news": "silent",
        "looked_on": "2026-11-26",
        "steps": "2024-02-29 announced; 2025 under-way",
        "pages": "https://example.org/training; https://example.org/course",
    }
    assert {row["promise_id"]: row["news"] for row in rows if row["news"]} == {
        "meta-ai-training-2024": "silent",
        "arm-samsung-fund-2022": "not-looked",
    }
    assert build_promises_csv(()).decode("utf-8-sig").strip() == ",".join(COLUMNS)


def test_a_formula_is_no_formula_in_the_table() -> None:
    assert b"'=1+1." in build_promises_csv([replace(LATE, what="=1+1.")])


def test_the_document_has_them_with_their_steps() -> None:
    document = json.loads(build_promises_json(ALL, RECORD))
    assert (document["data_version"], document["licence"], document["count"]) == (RECORD.version, "CC BY 4.0", 5)
    promise = document["promises"][0]
    assert promise["meeting_id"] == LATE.meeting.meeting_id
    assert (promise["amount"], promise["unit"], promise["flags"]) == (1000, "people", ["late", "changed"])
    assert promise["steps"][1] == {
        "date": "2025",
        "step": "under-way",
        "flags": ["late", "changed"],
        "what": "A first course began, of a hundred people.",
        "url": "https://example.org/course",
        "publisher": "Example",
        "kind": "report",
        "title": "",
        "language": "en",
    }
    assert document["promises"][2]["amount"] is None
    assert document["promises"][2]["looked_on"] == ""


def test_a_meeting_has_its_promises() -> None:
    (promise,) = json.loads(json.dumps(nested(LG)["promises"]))
    assert (promise["promise_id"], promise["state"], promise["news"]) == ("lg-meta-xr-device-2024", "dropped", "")
    assert [step["step"] for step in promise["steps"]] == ["voiced", "dropped"]
    assert nested(SON)["promises"] != []
    assert nested(GATES)["promises"] == []


def test_the_company_is_what_it_was_called_then() -> None:
    (visit,) = json.loads(json.dumps(nested(GATES)["visits"]))
    assert (visit["company_id"], visit["company"]) == ("gates-foundation", "Bill & Melinda Gates Foundation")
    assert visit["company_now"] == "Gates Foundation"
    assert "company_now" not in json.dumps(nested(LG)), "only where it has another name today"
    table = build_csv(apply(Filters().asking("meeting", [GATES]), RECORD), RECORD).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert row["company"] == "Bill & Melinda Gates Foundation"
