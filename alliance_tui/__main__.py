"""The way into the program, also for ``python -m alliance_tui``.

The picture comes before everything else is imported.
"""

import sys

from alliance_tui.user import picture


def program() -> int:
    """Run as a process of its own; the exit code."""
    try:
        picture.show(sys.argv[1:])
        from alliance_tui.cli import main

        return main.program()
    except KeyboardInterrupt:
        return 130
    finally:
        picture.give_back()


if __name__ == "__main__":
    sys.exit(program())
