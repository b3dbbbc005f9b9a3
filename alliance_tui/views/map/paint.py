"""The colours of a map by name, so that who draws it can look them up in a theme.

A *fill* names the colour of an area: the role of a span, how far it fades towards the
background, and a shade that neighbours do not share. Cells of a map have two colours; their
role is two names, that of the sign and that of the ground.
"""

from __future__ import annotations

from alliance_tui.pages.page import Role

WATER = "water"
"""Nothing is there."""

LAND = "land"
"""Land of which the map says nothing."""

RING = "ring"
"""Around the chosen country, and behind its name."""

INK = "ink"
"""Text on any ground."""

_BETWEEN = "|"
_PART = "/"


def fill(role: Role, fade: int = 0, shade: int = 0) -> str:
    """The name of a fill."""
    return f"{role}{_PART}{fade}{_PART}{shade}"


def fill_parts(name: str) -> tuple[Role, int, int]:
    """Role, fade and shade of a fill."""
    role, _, rest = name.partition(_PART)
    fade, _, shade = rest.partition(_PART)
    return role, int(fade or 0), int(shade or 0)


def two(sign: str, ground: str) -> Role:
    """The role of a cell whose sign and ground have these colours."""
    return f"{sign}{_BETWEEN}{ground}"


def two_parts(role: Role) -> tuple[str, str] | None:
    """The colours of sign and ground, if *role* is that of a cell of a map."""
    sign, between, ground = role.partition(_BETWEEN)
    return (sign, ground) if between else None
