"""Stances and postures in a sheet: the list of countries, and the cells of others."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial

from alliance_tui.model.records import Country
from alliance_tui.pages.glyphs import Glyphs
from alliance_tui.pages.page import stance_role
from alliance_tui.pages.safe import neutral
from alliance_tui.pages.sheet import Cell, Column, Sheet
from alliance_tui.query.answers import Answers, Posture
from alliance_tui.query.stance import MAY_BE_OTHER, MAY_HAVE_ENDED, Moment, Stance, label_at


def countries_sheet(
    answers: Answers, countries: Iterable[Country], moment: Moment, glyphs: Glyphs
) -> Sheet:
    """One row a country: id, name, a stance for each support type, posture."""
    types = answers.dataset.scored_types
    columns = (
        Column("id", "Id"),
        Column("name", "Country"),
        *(Column(each.id, each.short or each.label[:2], standing=True) for each in types),
        Column("posture", "Posture", standing=True),
    )
    as_cell = cache(partial(stance_cell, answers, moment=moment, glyphs=glyphs))
    rows = []
    for country in countries:
        stances = [answers.stances.stance(country.id, each.id, moment) for each in types]
        posture = answers.posture(country.id, moment)
        rows.append(
            (
                Cell(country.id),
                Cell(country.name),
                *map(as_cell, stances),
                posture_cell(posture, glyphs),
            )
        )
    return Sheet(columns, tuple(rows))


def mark(standing: Stance | Posture, glyphs: Glyphs) -> str:
    """The signs of what is not certain of a stance or posture; nothing where it is."""
    if isinstance(standing, Stance):
        return "" if standing.certain else glyphs.may_have_ended
    ended = glyphs.may_have_ended if standing.may_have_ended else ""
    return ended + (glyphs.may_be_other if standing.may_be_other else "")


def stance_label(answers: Answers, stance: Stance, moment: Moment) -> str:
    """How *stance* is called at *moment*."""
    return label_at(stance.kind, moment, answers.dataset.as_of)


def stance_cell(answers: Answers, stance: Stance, moment: Moment, glyphs: Glyphs) -> Cell:
    """*stance* in a sheet: its word; in tables its sign and mark."""
    shown = glyphs.stance[stance.kind] + mark(stance, glyphs)
    words = stance_label(answers, stance, moment)
    return Cell(words, shown, stance_role(stance.kind), stance.doubt)


def posture_cell(posture: Posture, glyphs: Glyphs) -> Cell:
    """*posture* in a sheet: its label; in tables its mark behind it."""
    label, doubt = posture.rule.label, mark(posture, glyphs)
    shown = " ".join(filter(None, (neutral(label), doubt)))
    return Cell(label, shown, f"tone-{posture.rule.tone}", posture.doubt)


def marks_told(sheet: Sheet, glyphs: Glyphs) -> str:
    """What the marks in a table mean, in a line; nothing where it has none."""
    told = {word for row in sheet.rows for cell in row for word in cell.doubt}
    signs = ((MAY_HAVE_ENDED, glyphs.may_have_ended), (MAY_BE_OTHER, glyphs.may_be_other))
    return "   ".join(f"{sign} {word}" for word, sign in signs if word in told)
