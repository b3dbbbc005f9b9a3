"""The bare Textual app that everything is measured against."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import Footer, Header, OptionList, Static

LAST_PAINTED = "Option 20"


class BareApp(App[None]):
    """Header, two option lists, a static text, footer."""

    CSS = "OptionList, Static { width: 1fr; height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield Header()
        with Horizontal():
            yield OptionList(*[f"Choice {number}" for number in range(200)])
            yield Static("Some text " * 100)
            yield OptionList(*[f"Option {number}" for number in range(200)])
        yield Footer()


if __name__ == "__main__":
    BareApp().run()
