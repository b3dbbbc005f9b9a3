"""The colours of stances can be told apart, by everybody and on plain terminals.

Signs and words tell them apart without colour; colour is not to mislead.
"""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from rich.color import Color, ColorSystem
from textual.theme import Theme

from alliance_tui.pages.glyphs import ASCII, UNICODE
from alliance_tui.query.answers import Answers
from alliance_tui.reading.load import Loaded
from alliance_tui.tui.theme import DARK, LIGHT
from alliance_tui.views.map.classes import Classes
from tests.query.build import at

THEMES = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)

SIDES = ("stance-supports", "stance-withholds", "stance-opposes", "stance-mixed")
"""The stances that a reader has to tell apart at a glance."""

TONES = ("tone-support", "tone-distancing", "tone-opposition", "tone-mixed")
VOTES = ("vote-for", "vote-against", "vote-abstain")

SEEN_AS = {
    "as most": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""What becomes of linear red, green and blue: Machado, Oliveira and Fernandes, A
Physiologically-based Model for Simulation of Color Vision Deficiency (2009), severity 1."""


def linear(colour: str) -> tuple[float, ...]:
    """The red, green and blue of *colour*, as light: from 0 to 1."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return tuple(
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )


def lab(colour: str, seen: str) -> tuple[float, float, float]:
    """*colour* in CIELAB (D65), as it is *seen*."""
    light = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True))))
        for row in SEEN_AS[seen]
    )
    x = 0.4124564 * red + 0.3575761 * green + 0.1804375 * blue
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = 0.0193339 * red + 0.1191920 * green + 0.9503041 * blue

    def root(value: float) -> float:
        return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116

    fx, fy, fz = root(x / 0.95047), root(y), root(z / 1.08883)
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(one: str, other: str, seen: str) -> float:
    """CIE 1976 ΔE: 2.3 is just noticeable."""
    return math.dist(lab(one, seen), lab(other, seen))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG, from 1 to 21."""
    weights = (0.2126, 0.7152, 0.0722)
    lights = sorted(
        sum(weight * part for weight, part in zip(weights, linear(each), strict=True))
        for each in (one, other)
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def sixteen(colour: str) -> int | None:
    """The number of *colour* on a terminal of sixteen colours."""
    return Color.parse(colour).downgrade(ColorSystem.STANDARD).number


@THEMES
@pytest.mark.parametrize("seen", SEEN_AS)
def test_sides_are_told_apart_by_whatever_eyes(theme: Theme, seen: str) -> None:
    for roles in (SIDES, TONES):
        for one, other in combinations(roles, 2):
            apart = difference(theme.variables[one], theme.variables[other], seen)
            assert apart >= 17, (theme.name, seen, one, other, round(apart))


@THEMES
def test_the_two_blues_are_far_apart(theme: Theme) -> None:
    for one, other in (SIDES[1:3], TONES[1:3]):
        colours = theme.variables[one], theme.variables[other]
        assert min(difference(*colours, seen) for seen in SEEN_AS) >= 25
        assert sixteen(colours[0]) != sixteen(colours[1])
        assert contrast(*colours) >= 1.5, "also in shades of grey"


@THEMES
def test_on_sixteen_colours_no_two_sides_are_the_same(theme: Theme) -> None:
    for roles in (SIDES, TONES, VOTES):
        numbers = {role: sixteen(theme.variables[role]) for role in roles}
        assert len(set(numbers.values())) == len(roles), (theme.name, numbers)


@THEMES
def test_signs_and_words_in_these_colours_can_be_read(theme: Theme) -> None:
    assert theme.background is not None
    for role in (*SIDES, *TONES, *VOTES, "stance-disputed", "tone-strong-support"):
        assert contrast(theme.variables[role], theme.background) >= 4.5, (theme.name, role)


def test_without_colour_the_classes_of_a_map_have_signs_of_their_own_and_no_keys(
    bundled: Loaded,
) -> None:
    answers, countries = Answers(bundled.dataset), tuple(bundled.dataset.countries)
    votes = [bundled.dataset.events[each].id for each in bundled.dataset.roll_calls]
    for glyphs in (UNICODE, ASCII):
        for shown in (None, *bundled.dataset.support_types, votes[0]):
            classes = Classes(answers, countries, shown, at("2026-06-30"), glyphs)
            signs = [each.sign for each in classes.present]
            assert len(set(signs)) == len(signs), shown
            assert not any(each.isdigit() for each in signs), "digits are keys"
