"""Every kind of problem that ``check`` knows, each declared once, with examples.

Messages, the table in the codebook and ``check --explain`` follow from the declarations; a
test runs the examples.
"""

from __future__ import annotations

from alliance_tui.reading.codes import files, review, sense, shape, standing
from alliance_tui.reading.codes.code import Code

CODES: dict[str, Code] = {
    each.code: each for module in (files, shape, sense, standing, review) for each in module.CODES
}
"""Every kind of problem by its code."""
