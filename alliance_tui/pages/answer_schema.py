"""What the commands print as JSON, as definitions of a JSON Schema (draft 7).

A definition is called by the command whose answer it is; where an option gives another
answer, by both, as in ``list-long``. Records of the data set stand in them as in its files,
without the fields that have their default; their definitions come with the data format.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from alliance_tui.model import vocabulary
from alliance_tui.pages.long_form import CLAIM_COLUMNS, PART_COLUMNS
from alliance_tui.pages.sheet import Column
from alliance_tui.query.ordering import GROUPINGS
from alliance_tui.query.stance import KINDS, MAY_BE_OTHER, MAY_HAVE_ENDED, Clock

_Schema = dict[str, Any]

_TEXT: _Schema = {"type": "string"}
_WHOLE: _Schema = {"type": "integer", "minimum": 0}
_FLAG: _Schema = {"type": "boolean"}
_DAY: _Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}
_DOUBT: _Schema = {"type": "array", "items": {"enum": [MAY_HAVE_ENDED, MAY_BE_OTHER]}}
_STANCE: _Schema = {"enum": list(KINDS)}
_FIELD_COLUMNS = ("field", "looks_at", "asks", "values")
_RECORDS = ("Country", "Group", "Source", "Claim", "Event", "Tie", "Correction")


def answer_definitions() -> dict[str, _Schema]:
    """A definition for each answer."""
    posture = _object({"id": _TEXT, "label": _TEXT, "certain": _FLAG, "doubt": _DOUBT})
    stance = _object(
        {"stance": _STANCE, "certain": _FLAG, "doubt": _DOUBT},
        {"since": _DAY, "last": _DAY, "was": _STANCE},
    )
    standing = {
        "id": _TEXT,
        "name": _TEXT,
        "region": _or_null(_TEXT),
        "groups": _map({"enum": list(get_args(vocabulary.MembershipStatus))}),
        "posture": posture,
        "stances": _map(stance),
        "claims": _WHOLE,
    }
    section = {"section": _or_null(_TEXT)}
    order = {"sort": _TEXT, "group": {"enum": [each for each in GROUPINGS if each != "auto"]}}
    country = {"country": _or_null(_TEXT)}
    votes = _map({"enum": list(get_args(vocabulary.Vote))})
    tally = _or_null(_ref("Tally"))
    call = {"id": _TEXT, "title": _TEXT, "when": _TEXT, "tally": tally, "later": _FLAG}
    return {
        "list": _answer({"countries": _list(_object(standing))}),
        "list-long": _answer({"rows": _rows(CLAIM_COLUMNS)}),
        "matrix": _answer(
            {
                **order,
                "types": _list(_object({"id": _TEXT, "label": _TEXT, "counts": _or_null(_TEXT)})),
                "countries": _list(_object({**standing, **section})),
                "totals": _map(_map(_WHOLE)),
            }
        ),
        "votes": _answer(
            {
                **order,
                "like": _TEXT,
                "roll_calls": _list(_object(call)),
                "countries": _list(
                    _object(
                        {
                            "id": _TEXT,
                            "name": _TEXT,
                            "alike": _WHOLE,
                            "both": _WHOLE,
                            "votes": votes,
                            "declared_later": votes,
                            **section,
                        }
                    )
                ),
            }
        ),
        "timeline": _answer({**country, "timeline": _list(_timeline_row())}),
        "timeline-long": _answer({**country, "rows": _rows(PART_COLUMNS)}),
        "query-fields": _answer(
            {"fields": _list(_object(dict.fromkeys(_FIELD_COLUMNS, _TEXT)))}
        ),
        "query": _answer(
            {"sentence": _TEXT, "countries": _WHOLE, "events": _WHOLE, "claims": _WHOLE}
        ),
        "diff-days": _answer({"since": _DAY, "changes": _list(_change())}),
        "diff-data-sets": _object(
            {
                "before": _object({"id": _TEXT, "version": _TEXT}),
                "after": _object({"id": _TEXT, "version": _TEXT}),
                "differences": _list(_difference()),
            }
        ),
        "show": _answer(
            {
                "record": {"enum": [name.lower() for name in _RECORDS]},
                "written_for": _DAY,
                "item": {"anyOf": [_ref(name) for name in _RECORDS]},
                "derived": {"type": "object"},
            },
            asked=False,
        ),
        "sources": _answer({"sources": _list(_source())}),
        "info": _info(),
        "check": _list(_problem()),
    }  # fmt: skip


def _answer(properties: _Schema, *, asked: bool = True) -> _Schema:
    """An object with what every answer begins with."""
    dataset = {"id": _TEXT, "version": _TEXT, "as_of": _TEXT, "license": _or_null(_TEXT)}
    return _object(
        {
            "dataset": _object(dataset),
            **({"query": _TEXT} if asked else {}),
            "as_of": _DAY,
            "clock": {"enum": list(get_args(Clock))},
            **properties,
        }
    )


def _timeline_row() -> _Schema:
    """An event or a claim, with which of the two it is."""
    return {
        "type": "object",
        "properties": {"record": {"enum": ["event", "claim"]}, "id": _TEXT, "when": _TEXT},
        "required": ["record", "id", "when"],
    }


def _change() -> _Schema:
    doubts = {"before_doubt": _DOUBT, "after_doubt": _DOUBT}
    posture = _object({"before": _TEXT, "after": _TEXT, **doubts})
    claim = _object(
        {
            "id": _TEXT,
            "change": {"enum": ["counts now", "counts no longer", "lapsed"]},
            "because": _TEXT,
        }
    )
    stance = _object(
        {"type": _TEXT, "before": _STANCE, "after": _STANCE, **doubts, "claims": _list(claim)}
    )
    return _object({"country": _TEXT, "posture": posture, "stances": _list(stance)})


def _difference() -> _Schema:
    change = _object({"field": _TEXT, "before": {}, "after": {}})
    return _object(
        {"section": _TEXT, "id": _TEXT, "what": {"enum": ["added", "removed", "changed"]}},
        {"changes": _list(change)},
    )


def _source() -> _Schema:
    weight = {"claims": _WHOLE, "denials": _WHOLE, "alone": _WHOLE, "events": _WHOLE}
    return {
        "type": "object",
        "properties": {"id": _TEXT, "publisher": _TEXT, "title": _TEXT, "kind": _TEXT,
                       "rests_on_it": _object(weight)},
        "required": ["id", "publisher", "title", "kind", "rests_on_it"],
    }  # fmt: skip


def _info() -> _Schema:
    counts = ("countries", "claims", "events", "sources", "groups", "ties", "corrections")
    needed = ("id", "title", "version", "as_of", "first_day", "subject", "path")
    optional = ("question", "description", "license", "adversary")
    return _object(
        {
            "dataset": _object(
                {**dict.fromkeys(needed, _TEXT), "format": _WHOLE}, dict.fromkeys(optional, _TEXT)
            ),
            "records": _object(dict.fromkeys(counts, _WHOLE)),
            "claims_by_type": _map(_WHOLE),
            "claims_by_status": _map(_WHOLE),
            "claims_one_sided": _object({"one_sided": _WHOLE}),
            "sources_by_kind": _map(_WHOLE),
            "sources_by_voice": _map(_WHOLE),
            "sources_by_language": _map(_WHOLE),
            "problems": _object({"errors": _WHOLE, "warnings": _WHOLE, "left_out": _WHOLE}),
        }
    )


def _problem() -> _Schema:
    return _object(
        {
            "code": {"type": "string", "pattern": r"^[EW]\d{3}$"},
            "severity": {"enum": ["error", "warning"]},
            "means": _TEXT,
            "message": _TEXT,
            "file": _TEXT,
            "line": _or_null(_WHOLE),
            "column": _or_null(_WHOLE),
            "table": _or_null(_TEXT),
            "row": _or_null(_TEXT),
            "record": _or_null(_TEXT),
            "waived": _or_null(_TEXT),
            "left_out": _or_null(_TEXT),
            "follows": {"type": "boolean"},
        }
    )


def _rows(columns: Sequence[Column]) -> _Schema:
    """Rows with every column, each a text, a number or nothing."""
    value: _Schema = {"type": ["string", "integer", "null"]}
    return _list(_object(dict.fromkeys((column.name for column in columns), value)))


def _object(properties: _Schema, optional: _Schema | None = None) -> _Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {**properties, **(optional or {})},
        "required": list(properties),
    }


def _list(items: _Schema) -> _Schema:
    return {"type": "array", "items": items}


def _map(values: _Schema) -> _Schema:
    return {"type": "object", "additionalProperties": values}


def _or_null(schema: _Schema) -> _Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _ref(name: str) -> _Schema:
    return {"$ref": f"#/definitions/{name}"}
