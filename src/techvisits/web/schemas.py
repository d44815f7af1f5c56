"""What stands in the JSON of each route, as JSON Schema: fields as the descriptor of the data package declares them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from techvisits.package.descriptor import Field, Table
from techvisits.record.promises import NEWS
from techvisits.text.citations import KINDS
from techvisits.text.typed import KINDS as SUGGESTED

Schema = dict[str, object]
Tables = Mapping[str, Table]
TEXT: Final[Schema] = {"type": "string"}
WHOLE: Final[Schema] = {"type": "integer", "minimum": 0}
DEGREES: Final[Schema] = {"type": ["number", "null"], "description": "Unknown where null"}
NAMED: Final[Schema] = {
    "type": "string",
    "description": "By the name of that day; where it has another today, that stands beside it with `_now` after its key",
}
LICENCE: Final[Schema] = {"type": "string", "const": "CC BY 4.0"}


def build_schemas(tables: Tables) -> dict[str, Schema]:
    """The schemas by name."""
    update = _build_update(tables)
    document = {"data_version": TEXT, "licence": LICENCE, "total": WHOLE}
    return {
        "meetings": describe_object(
            {**document, "count": WHOLE, "meetings": _list_of(_build_meeting(tables))},
            "`total` meetings match, `count` of them stand here",
            update,
        ),
        "features": describe_object(
            {"type": _only("FeatureCollection"), **document, "features": _list_of(_build_feature(tables))},
            "`total` meetings match; those without a place on the map are no features",
            update,
        ),
        "promises": describe_object(
            {
                "data_version": TEXT,
                "licence": LICENCE,
                "count": WHOLE,
                "promises": _list_of(_build_promise(tables, "meeting_id ")),
            },
            "One may be part of another or say it again: they are not to be added up",
        ),
        "citations": _list_of(_build_citation()),
        "choices": describe_object({"choices": _list_of(_build_choice())}),
        "suggestions": describe_object({"suggestions": _list_of(_build_suggestion())}),
        "health": describe_object({"status": _only("ok"), "data_version": TEXT, "meetings": WHOLE}),
        "openapi": {"type": "object", "required": ["openapi", "info", "paths"]},
        "problem": _build_problem(),
    }


def describe_object(
    properties: Mapping[str, Schema], description: str = "", further: Mapping[str, Schema] | None = None
) -> Schema:
    """An object that has all these properties and may have `further` ones; later versions may add others."""
    schema: Schema = {"type": "object", "required": list(properties), "properties": {**properties, **(further or {})}}
    return schema | ({"description": description} if description else {})


def describe_field(field: Field) -> Schema:
    """A field of the descriptor as it stands in JSON: empty where that is allowed and nothing is known."""
    described: Schema = {"type": field.type if field.type in ("number", "integer") else "string"}
    rules = {"enum": list(field.enum), "pattern": field.pattern, "minimum": field.minimum, "maximum": field.maximum}
    described |= {name: rule for name, rule in rules.items() if rule not in ([], "", None)}
    if field.type == "date":
        described["format"] = "date"
    if len(described) > 1 and not field.required:
        described = {"anyOf": [described, _only("")]}
    return described | ({"description": field.description} if field.description else {})


def _build_meeting(tables: Tables) -> Schema:
    known = _fields(tables, "meetings", "meeting_id date date_precision start_time end_time status kind")
    texts = _fields(tables, "meetings", "summary outcome conflict")
    places = {"name": TEXT, "name_native": TEXT, **_fields(tables, "places", "address")}
    city = {"city_id": TEXT, "city": TEXT, **_fields(tables, "places", "country_code")}
    place = {**_fields(tables, "meetings", "place_id place_certainty"), **places, **city}
    topic = {**_fields(tables, "topics", "topic_id"), "label": TEXT}
    properties = {
        **known,
        **texts,
        "evidence": TEXT,
        "publishers": WHOLE,
        "place": describe_object({**place, "latitude": DEGREES, "longitude": DEGREES}),
        "topics": _list_of(describe_object(topic)),
        "hosts": _list_of(_build_host(tables)),
        "sources": _list_of(_build_source(tables)),
        "visits": _list_of(_build_visit(tables)),
        "promises": _list_of(_build_promise(tables)),
    }
    return describe_object(properties)


def _build_visit(tables: Tables) -> Schema:
    leader = {"leader_id": describe_field(tables["people"].field("person_id")), "leader": TEXT, "leader_native": TEXT}
    company = {"company_id": describe_field(tables["organizations"].field("organization_id")), "company": NAMED}
    role = {"leader_role": describe_field(tables["visits"].field("role"))}
    trip = {**_fields(tables, "visits", "trip_id"), "trip": TEXT, **_fields(tables, "visits", "sequence")}
    return describe_object({**leader, **company, **role, **trip})


def _build_host(tables: Tables) -> Schema:
    person = {**_fields(tables, "hosts", "rank person_id"), "host": TEXT, "host_native": TEXT}
    return describe_object(
        {
            **person,
            **_fields(tables, "hosts", "organization_id"),
            "organization": NAMED,
            **_fields(tables, "hosts", "role"),
        }
    )


def _build_source(tables: Tables) -> Schema:
    names = "url publisher agency kind title published_on language supports archived_url note"
    return describe_object(_fields(tables, "sources", names))


def _build_update(tables: Tables) -> dict[str, Schema]:
    """What an answer has besides where only what is new was asked for."""
    gone: dict[str, Schema] = {**_fields(tables, "history", "meeting_id"), "withdrawn": TEXT, "replaced_by": TEXT}
    return {"since": TEXT, "gone": _list_of(describe_object(gone)), "unmatched": _list_of(TEXT)}


def _build_promise(tables: Tables, more: str = "") -> Schema:
    """A promise with its steps; `more` are further fields of the table."""
    said = _fields(tables, "promises", f"{more}promise_id what kind unit novelty organization_id due looked_on")
    step = _fields(tables, "progress", "date step what url publisher kind title language")
    flags = _list_of({"type": "string", "enum": [*tables["progress"].field("flags").items]})
    stands: dict[str, Schema] = {
        "amount": {"type": ["number", "null"], "description": "None where null"},
        "organization": NAMED,
        "state": describe_field(tables["progress"].field("step")),
        "flags": flags,
        "news": {
            "type": "string",
            "enum": [*NEWS, ""],
            "description": "Worked out; empty where there is news or an end",
        },
        "steps": _list_of(describe_object({**step, "flags": flags})),
    }
    return describe_object({**said, **stands})


def _build_citation() -> Schema:
    """An item of CSL-JSON; what is unknown is not there."""
    day = {"date-parts": _list_of(_list_of(WHOLE))}
    known: Mapping[str, Schema] = {"id": TEXT, "type": {"type": "string", "enum": [*KINDS]}, "URL": TEXT}
    texts = dict.fromkeys(("title", "publisher", "container-title", "version", "language"), TEXT)
    days = dict.fromkeys(("issued", "accessed"), describe_object(day))
    schema = describe_object(known)
    return schema | {"properties": {**known, **texts, **days, "author": _list_of(describe_object({"literal": TEXT}))}}


def _build_feature(tables: Tables) -> Schema:
    texts = [
        "leader_ids",
        "leaders",
        "company_ids",
        "host_ids",
        "hosts",
        "host_organization_ids",
        "host_organizations",
        "topic_ids",
    ]
    properties = {
        **_fields(tables, "meetings", "meeting_id date date_precision status kind"),
        **{name: _list_of(TEXT) for name in texts},
        **_fields(tables, "meetings", "place_id place_certainty summary"),
        **dict.fromkeys(["place", "place_native", "coordinates_precision", "city_id", "city", "country_code"], TEXT),
        "evidence": TEXT,
        "publishers": WHOLE,
    }
    position: Schema = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    geometry = describe_object({"type": _only("Point"), "coordinates": position}, "Longitude, latitude (WGS 84)")
    parts = {"type": _only("Feature"), "id": TEXT, "geometry": geometry}
    return describe_object({**parts, "properties": describe_object(properties)})


def _build_choice() -> Schema:
    words = dict.fromkeys(("id", "href", "name", "also"), TEXT)
    return describe_object({**words, "count": WHOLE, "chosen": {"type": "boolean"}, "out": {"type": "boolean"}})


def _build_suggestion() -> Schema:
    kind: Schema = {"type": "string", "enum": [*SUGGESTED]}
    return describe_object(
        {"kind": kind, **dict.fromkeys(("id", "name", "beside", "why"), TEXT), "count": WHOLE, "href": TEXT}
    )


def _build_problem() -> Schema:
    error = describe_object(
        {
            "parameter": TEXT,
            "value": {
                "type": ["string", "null"],
                "description": "Cut to 40 characters; null where the parameter is unknown",
            },
            "detail": TEXT,
            "allowed": _list_of(TEXT),
        },
        "`allowed` is empty where too much is to be listed; `choices` is then the route that lists it",
    )
    properties = {"type": TEXT, "title": TEXT, "status": WHOLE, "detail": TEXT}
    what = "A refusal (RFC 9457); `errors` says which parameters are at fault, and what each may be"
    return describe_object(properties, what) | {"properties": {**properties, "errors": _list_of(error)}}


def _fields(tables: Tables, table: str, names: str) -> dict[str, Schema]:
    return {name: describe_field(tables[table].field(name)) for name in names.split()}


def _list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _only(value: str) -> Schema:
    return {"type": "string", "const": value}
