"""``python -m alliance_tui`` does what ``alliance-tui`` does."""

import sys

from alliance_tui.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
