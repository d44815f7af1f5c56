"""A promise as a value of JSON, how such a value is written, and an organization's name of today where it has another."""

from __future__ import annotations

import json

from techvisits.record.model import Organization
from techvisits.record.promises import Promise, Step

Json = dict[str, object]


def write_value(value: Json) -> bytes:
    """The value as JSON, as short as can be."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def name_now(key: str, organization: Organization) -> Json:
    """`{"company_now": "Meta"}` where it has another name today."""
    return {f"{key}_now": organization.now.english} if organization.now else {}


def promise_json(promise: Promise) -> Json:
    """A promise with its steps, where it stands, and what is worked out of its news."""
    return {
        "promise_id": promise.promise_id,
        "what": promise.what,
        "kind": promise.kind,
        "amount": float(promise.amount) if promise.amount else None,
        "unit": promise.unit,
        "novelty": promise.novelty,
        "organization_id": promise.by.organization_id,
        "organization": promise.by.name.english,
        **name_now("organization", promise.by),
        "due": promise.due,
        "looked_on": promise.looked_on.isoformat() if promise.looked_on else "",
        "state": promise.state,
        "flags": list(promise.flags),
        "news": promise.news,
        "steps": [_step(step) for step in promise.steps],
    }


def _step(step: Step) -> Json:
    return {
        "date": step.date,
        "step": step.step,
        "flags": list(step.flags),
        "what": step.what,
        "url": step.url,
        "publisher": step.publisher,
        "kind": step.kind,
        "title": step.title,
        "language": step.language,
    }
