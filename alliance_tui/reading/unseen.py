"""Signs that nobody sees and letters in two parts: what looks right and is something else."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

NAMES: Final[dict[str, str]] = {
    "\u00a0": "no-break space",
    "\u00ad": "soft hyphen",
    "\u034f": "joiner",
    "\u061c": "direction mark",
    "\u180e": "separator of no width",
    "\u2007": "figure space",
    "\u200b": "space of no width",
    "\u200c": "non-joiner of no width",
    "\u200d": "joiner of no width",
    "\u200e": "direction mark",
    "\u200f": "direction mark",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\u202a": "direction mark",
    "\u202b": "direction mark",
    "\u202c": "direction mark",
    "\u202d": "direction mark",
    "\u202e": "direction mark",
    "\u202f": "narrow no-break space",
    "\u2060": "word joiner",
    "\u2066": "direction mark",
    "\u2067": "direction mark",
    "\u2068": "direction mark",
    "\u2069": "direction mark",
    "\u3000": "wide space",
    "\ufeff": "byte order mark",
    **{chr(point): "space of another width" for point in range(0x2000, 0x200B) if point != 0x2007},
}
"""Signs that look like a blank or like nothing."""

INVISIBLE: Final = re.compile(f"[{''.join(NAMES)}]")


def name_of(sign: str) -> str:
    """What an invisible *sign* is called."""
    return f"{NAMES[sign]} (U+{ord(sign):04X})"


def comparable(item_id: str) -> str:
    """*item_id* for comparing with what was probably meant: letters and digits alone."""
    if item_id.isascii() and item_id.isalnum():
        return item_id.lower()
    folded = unicodedata.normalize("NFC", item_id).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def unseen(text: str) -> str:
    """What in *text* is not as it looks, as a sentence with advice; empty where all is."""
    hidden = INVISIBLE.search(text)
    if hidden is not None:
        start, end = hidden.span()
        where = "begins with" if start == 0 else "ends in" if end == len(text) else "holds"
        article = "an" if NAMES[hidden[0]][0] in "aeiou" else "a"
        return f"it {where} {article} {name_of(hidden[0])} that nobody sees; delete it"
    composed = unicodedata.normalize("NFC", text)
    if composed == text:
        return ""
    letter = next((one for one in composed if one not in text), "")
    mark = next((sign for sign in text if unicodedata.combining(sign)), "")
    if not letter or not mark:
        return "its letters are written in parts; write each as one letter (NFC)"
    return (
        f"its “{letter}” is written in two parts, the second U+{ord(mark):04X}; "
        f"write it as one letter (U+{ord(letter):04X}, NFC)"
    )
