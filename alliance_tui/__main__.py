"""``python -m alliance_tui`` does what ``alliance-tui`` does."""

import sys

from alliance_tui.cli.main import program

if __name__ == "__main__":
    sys.exit(program())
