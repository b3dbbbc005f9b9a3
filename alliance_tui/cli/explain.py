"""``check --explain``: what a code means, with a wrong and a right example."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill, indent

from alliance_tui.cli.common import USAGE, Exit
from alliance_tui.nearest import did_you_mean
from alliance_tui.reading.codes import CODES
from alliance_tui.reading.codes.code import Code

WIDTH = 88


def explained(code: str) -> str:
    """The page of *code*; without one, every code with its title.

    Raises:
        Exit: there is no such code.
    """
    if not code:
        return "\n".join(_list())
    found = CODES.get(code.upper())
    if found is None:
        hint = did_you_mean(code, CODES)
        raise Exit(USAGE, f"no code “{code}”{hint}\nalliance-tui check --explain  lists them all")
    return "\n".join(_page(found))


def _list() -> Iterator[str]:
    about = ""
    for code in CODES.values():
        if code.about != about:
            yield f"{code.about}:" if not about else f"\n{code.about}:"
            about = code.about
        yield f"  {code.code}  {code.title}"
    yield ""
    yield "alliance-tui check --explain CODE  says what a code means and shows wrong and right."


def _page(code: Code) -> Iterator[str]:
    yield f"{code.severity}[{code.code}]: {code.title}"
    yield ""
    yield fill(code.meaning, WIDTH)
    for title, example in (("Wrong", code.wrong), ("Right", code.right)):
        yield f"\n{title}:\n\n{indent(example, '    ')}".rstrip("\n")
    yield ""
    if code.severity == "warning":
        yield "Where it is meant as it stands, say why in the record:"
        yield f"    waive: {{{code.code}: reason}}"
    else:
        yield "What has an error is left out of the data set that opens."
    yield "Fields that the examples leave out are as they should be."
