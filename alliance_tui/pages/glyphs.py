"""The signs that stand for stances, evidence and kinds of event, in Unicode and in ASCII.

No two stances share a sign in either set, so that colour is never needed to tell them apart.
"""

from __future__ import annotations

from msgspec import Struct

from alliance_tui.query.stance import KINDS, StanceKind

STANDS_OUT = frozenset({"summit", "meeting"})
"""The kinds of events that stand out among others."""


class Glyphs(Struct, frozen=True):
    """One set of signs, each one cell wide.

    Attributes:
        stance: the sign of each stance.
        supports: evidence that supports.
        denies: evidence that denies.
        context: evidence that gives context.
        denied: before the number of denials, in narrow places.
        cursor: the bar before the chosen row.
        uncertain: after a date that is not certain.
        may_have_ended: after a stance or a posture that may have ended.
        may_be_other: after a posture where another may hold.
        bullet: before an item of a list.
        dot: between two facts.
        dash: between two ends.
        ellipsis: for what is cut.
        pin: after what is pinned.
        fold: before what is folded, and what is unfolded.
        sorted: at the head of the column by which rows stand: the most first, and the least.
        arrow: to what follows from something.
        event: before an event, by kind.
        other_event: before an event of any other kind.
        claim: before a claim in the timeline.
        vote: the letter of each vote, and a blank for no record: no sign of a stance.
        bars: bars of growing height, the first for nothing.
        marker: the as-of day.
        line: between years, and columns.
        rule: what a line across is made of.
        differs: before what is not the same of all.
        ribbon: a stance that lasts, and one that may have ended.
        lasting: a posture that is certain, and one that is not.
    """

    stance: dict[StanceKind, str]
    supports: str
    denies: str
    context: str
    denied: str
    cursor: str
    uncertain: str
    may_have_ended: str
    may_be_other: str
    bullet: str
    dot: str
    dash: str
    ellipsis: str
    pin: str
    fold: str
    sorted: str
    arrow: str
    event: dict[str, str]
    other_event: str
    claim: str
    vote: dict[str, str]
    bars: str
    marker: str
    line: str
    rule: str
    differs: str
    ribbon: str
    lasting: str


UNICODE = Glyphs(
    stance=dict(zip(KINDS, "●○✕◐?–‹i·", strict=True)),
    supports="✓",
    denies="✗",
    context="~",
    denied="≠",
    cursor="▌",
    uncertain="?",
    may_have_ended="…",
    may_be_other="?",
    bullet="•",
    dot="·",
    dash="–",
    ellipsis="…",
    pin="•",
    fold="▸▾",
    sorted="▾▴",
    arrow="→",
    event={
        "summit": "◆",
        "meeting": "◇",
        "vote": "▫",
        "treaty": "§",
        "attack": "✶",
        "recognition": "◉",
        "transfer": "▸",
        "deployment": "▴",
    },
    other_event="▪",
    claim="›",
    vote={"for": "Y", "against": "N", "abstain": "A", "absent": "-", "": " "},
    bars=" ▁▂▃▄▅▆▇█",
    marker="▼",
    line="│",
    rule="─",
    differs="∆",
    ribbon="█░",
    lasting="━╌",
)

ASCII = Glyphs(
    stance=dict(zip(KINDS, "#ox%?-<i.", strict=True)),
    supports="+",
    denies="x",
    context="~",
    denied="!",
    cursor="|",
    uncertain="?",
    may_have_ended="~",
    may_be_other="?",
    bullet="*",
    dot="-",
    dash="-",
    ellipsis="...",
    pin="*",
    fold=">v",
    sorted="v^",
    arrow="->",
    event={
        "summit": "#",
        "meeting": "=",
        "vote": "%",
        "treaty": "$",
        "attack": "!",
        "recognition": "@",
        "transfer": ">",
        "deployment": "^",
    },
    other_event="*",
    claim=">",
    vote={"for": "Y", "against": "N", "abstain": "A", "absent": "-", "": " "},
    bars=" .,:;+*%@",
    marker="V",
    line="|",
    rule="-",
    differs="/",
    ribbon="=-",
    lasting="=-",
)


def glyphs_for(*, ascii_only: bool) -> Glyphs:
    """The set to use."""
    return ASCII if ascii_only else UNICODE


def doubtful(text: str, glyphs: Glyphs) -> str:
    """*text* with the sign of *glyphs* where it ends with that of what may have ended."""
    sign = UNICODE.may_have_ended
    return text.removesuffix(sign) + glyphs.may_have_ended if text.endswith(sign) else text


def punctuated(text: str, glyphs: Glyphs) -> str:
    """*text* with signs that go with *glyphs*, each as wide as before; letters stay."""
    return text.translate(_PLAIN) if glyphs is ASCII else text


_PAIRS = (
    "….·-•*‣*◦-×x÷/±+∆/←<↑^→>↓v✓+✔+✗x✘x✕x■#□o▪*▫*▲^▼v►>◄<▸>◂<▾v▴^◆*◇o●#○o◐%◉@◌~∘,★*☆+✶*"
    "†+‡+§$¶P‰%░.▒:▁_▂_▃="
)
"""Signs, each before its nearest one of ASCII."""

_PLAIN = {
    **{ord(sign): "'" for sign in "‘’‚‛′"},
    **{ord(sign): '"' for sign in "“”„‟″«»"},
    **{ord(sign): "-" for sign in "‐‑‒–—―−─━┄┅┈┉╌╍═"},
    **{ord(sign): "|" for sign in "│┃┆┇┊┋╎╏║▌▐▎▏▕▍▋▊"},
    **dict.fromkeys(range(9484, 9548), "+"),
    **dict.fromkeys(range(9554, 9588), "+"),
    **{code: "#" for code in range(0x2580, 0x25A0) if chr(code) not in "▌▐▎▏▕▍▋▊░▒▁▂▃"},
    **{ord(sign): nearest for sign, nearest in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)},
    0x2039: "<",
    0x203A: ">",
    **dict.fromkeys((0xA0, 0x2002, 0x2003, 0x2007, 0x2008, 0x2009, 0x200A, 0x202F, 0x205F), " "),
    **dict.fromkeys(range(9216, 9255), "?"),
}
"""Signs that are no letters, and what is nearest to them in ASCII."""

SIGNS: dict[StanceKind, str] = {
    "supports": "helps",
    "withholds": "declines",
    "mixed": "both",
    "opposes": "against",
    "disputed": "alleged",
    "none": "none found",
    "earlier": "earlier",
    "context": "side facts",
}
"""What the signs mean, in so few words that they stand in a border."""
