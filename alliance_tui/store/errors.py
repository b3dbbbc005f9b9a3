"""What may be in the way of a store."""


class NoSearchError(Exception):
    """The SQLite of this Python cannot search, or there is none."""

    def __init__(self, why: str) -> None:
        """Say *why* and what to do."""
        super().__init__(
            f"this Python cannot search a data set ({why}); use one whose sqlite3 module has "
            "FTS5 and JSON, such as one from python.org or of your system"
        )


class ForeignError(Exception):
    """A file is no store that this version of the program has written."""
