"""Queries that stand in the data set: the posture rules and the opening view."""

from __future__ import annotations

from msgspec.structs import replace

from alliance_tui.model.dataset import Dataset
from alliance_tui.query.alternatives import check_alternatives
from alliance_tui.query.language import Query, QueryError, Term, leaves, parse
from alliance_tui.query.values import bound
from alliance_tui.query.view import ViewError, view_from_text
from alliance_tui.reading.draft import Draft


def check_queries(draft: Draft, dataset: Dataset) -> None:
    """Leave out the posture rules and the opening view that *dataset* gives no meaning."""
    row = draft.metadata
    kept: list[int] = []
    for position, rule in enumerate(row.record.postures):
        if rule.when is not None:
            try:
                _rule_query(rule.when, dataset)
            except QueryError as error:
                draft.report("E506", row, ("postures", position, "when"), error.message)
                continue
        kept.append(position)
    opening = row.record.opening
    if opening is not None:
        try:
            check_alternatives(bound(parse(view_from_text(opening).view.query), dataset))
        except (QueryError, ViewError) as error:
            draft.report("E506", row, ("opening",), str(error))
            opening = None
    postures = row.record.postures
    if len(kept) < len(postures):
        row.keep("postures", kept)
    row.record = replace(
        row.record, postures=tuple(postures[each] for each in kept), opening=opening
    )


def _rule_query(text: str, dataset: Dataset) -> Query:
    query = bound(parse(text), dataset)
    check_alternatives(query)
    for leaf in leaves(query):
        if not isinstance(leaf, Term) or leaf.scope != "country" or leaf.field == "posture":
            what = leaf.field + ":" if isinstance(leaf, Term) else f"“{leaf.text}”"
            raise QueryError(
                f"a posture rule takes country terms other than posture:, not {what}",
                leaf.start,
                leaf.end,
            )
    return query
