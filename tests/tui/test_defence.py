"""What fails in the explorer is told, kept and survived; only again and again it ends it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from alliance_tui.reading.load import Loaded
from alliance_tui.tui.app import AllianceApp
from alliance_tui.tui.defence import FAILED, MOST_INPUTS, Defended
from alliance_tui.tui.dialogs.dialog import Box
from alliance_tui.tui.explorer import Explorer
from alliance_tui.tui.input import Notice
from alliance_tui.tui.panes.country_list import CountryList
from alliance_tui.user.reports import MOST_REPORTS, keep_report, latest_report
from alliance_tui.views.scene import Scene
from tests.tui.conftest import MIDDLE, WIDE, Explore

SECRET = "Cland of the data set"


@pytest.fixture(autouse=True)
def as_for_a_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a word to the test, which would end it at the first failure."""
    handle = Defended._handle_exception

    def quietly(self: AllianceApp, error: Exception) -> None:
        handle(self, error)
        self._exception = None
        self._exception_event.clear()

    monkeypatch.setattr(Defended, "_handle_exception", quietly)


def fails(*_: object, **__: object) -> None:
    raise KeyError(SECRET)


def reports() -> list[Path]:
    latest = latest_report()
    return [] if latest is None else sorted(latest.parent.iterdir())


def report() -> str:
    (only,) = reports()
    return only.read_text("utf-8")


async def test_a_failing_key_is_told_and_the_next_one_works(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Explorer, "action_legend", fails)
    async with explore(WIDE) as session:
        await session.press("down", "L")
        assert "Something failed, and the explorer went back" in session.screen
        assert "report" in session.screen.partition("Something failed")[2]
        assert SECRET not in session.screen
        assert session.view.country == "GLD"
        await session.press("down", "?")
        assert session.view.country == "ELD"
        assert "every key" in session.screen or "Keys" in session.screen
    text = report()
    assert "KeyError" in text
    assert "raise KeyError(SECRET)" in text
    assert SECRET not in text
    assert text.rstrip().endswith("key down\n  key L")


def in_action(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Explorer, "action_zoom", fails)


def in_painting(patch: pytest.MonkeyPatch) -> None:
    chosen = CountryList.is_chosen

    def once(self: CountryList, number: int) -> bool:
        patch.setattr(CountryList, "is_chosen", chosen)
        raise KeyError(SECRET)

    def zoom(self: Explorer) -> None:
        patch.setattr(CountryList, "is_chosen", once)
        self.query_one(CountryList).refresh()

    patch.setattr(Explorer, "action_zoom", zoom)


def in_a_timer(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Explorer, "action_zoom", lambda self: self.set_timer(0.01, fails) and None)


def in_a_worker(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        Explorer, "action_zoom", lambda self: self.run_worker(fails, thread=True) and None
    )


def in_a_callback(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Explorer, "action_zoom", lambda self: self.call_after_refresh(fails) and None)


def in_a_next_callback(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Explorer, "action_zoom", lambda self: self.call_next(fails))


def in_a_child(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        Explorer, "action_zoom",
        lambda self: self.query_one(CountryList).call_later(fails) and None,
    )  # fmt: skip


class Broken(Box[None]):
    """A box that cannot be laid out."""

    def compose(self) -> ComposeResult:
        fails()
        yield Static()


class BrokenLater(Box[None]):
    """A box that fails when it is there."""

    def on_mount(self) -> None:
        fails()


def in_composing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Explorer, "action_zoom", lambda self: self.app.push_screen(Broken()) and None)


def in_mounting(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        Explorer, "action_zoom", lambda self: self.app.push_screen(BrokenLater()) and None
    )


PLACES: list[Callable[[pytest.MonkeyPatch], None]] = [
    in_action, in_painting, in_a_timer, in_a_worker, in_a_callback, in_a_next_callback, in_a_child,
    in_composing, in_mounting,
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
async def test_wherever_it_fails_the_explorer_goes_on(
    explore: Explore, monkeypatch: pytest.MonkeyPatch, place: Callable[[pytest.MonkeyPatch], None]
) -> None:
    place(monkeypatch)
    async with explore(WIDE) as session:
        await session.press("down", "+")
        await session.pilot.pause(0.1)
        assert len(session.app.screen_stack) == 1
        assert "Something failed" in session.screen
        await session.press("down")
        assert session.view.country == "ELD"
        assert "▌ Eland" in session.screen
        await session.press("m")
        assert session.view.view == "matrix"
        assert session.app.return_code in (None, 0)
    assert SECRET not in report()


async def test_a_view_that_cannot_be_shown_gives_way_to_the_last_one(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Scene, "board_for", fails)
    async with explore(WIDE) as session:
        await session.press("down", "m")
        assert session.view.view == "explore"
        assert session.view.country == "GLD"
        assert "▌ Gland" in session.screen
        await session.press("up")
        assert session.view.country == "CLD"


async def test_what_fails_again_and_again_ends_it_with_a_sentence(
    explore: Explore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Explorer, "action_legend", fails)
    async with explore(WIDE) as session:
        await session.press("L", "L", "L")
        assert not session.app._exit
        await session.pilot.press("L")
        assert session.app._exit
    assert session.app.return_code == FAILED
    told = " ".join(capsys.readouterr().err.split())
    assert told.startswith("alliance-tui: the explorer failed: KeyError in ")
    assert told.endswith("see: alliance-tui report")
    assert SECRET not in told


async def test_failures_far_from_each_other_do_not_add_up(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Explorer, "action_legend", fails)
    async with explore(MIDDLE) as session:
        for _ in range(6):
            await session.press("L", *["down", "up"] * 10)
        assert not session.app._exit


async def test_where_no_report_can_be_kept_it_goes_on_too(
    explore: Explore, monkeypatch: pytest.MonkeyPatch, clean_home: Path
) -> None:
    (clean_home / "state").write_text("a file where a folder should be")
    monkeypatch.setattr(Explorer, "action_legend", fails)
    async with explore(WIDE) as session:
        await session.press("L")
        assert "no report of" in session.screen
        await session.press("down")
        assert session.view.country == "GLD"


async def test_the_last_inputs_are_told_and_no_more(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Explorer, "action_legend", fails)
    async with explore(WIDE) as session:
        await session.press(*["down", "up"] * 30)
        await session.resize(MIDDLE)
        session.app.post_message(
            events.MouseDown(
                None, x=3, y=8, delta_x=0, delta_y=0, button=1, shift=False, meta=False, ctrl=False
            )
        )
        await session.press("L")
    inputs = report().partition("inputs:\n")[2].split("\n")
    told = [each.strip() for each in inputs if each]
    assert len(told) == MOST_INPUTS
    assert told[-1] == "key L"
    assert f"size {MIDDLE[0]}x{MIDDLE[1]}" in told
    assert "MouseDown at 3,8" in told


async def test_an_explorer_that_cannot_be_begun_ends_at_once(
    small: Loaded, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(AllianceApp, "on_mount", fails)
    app = AllianceApp(small)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
    assert app.return_code == FAILED
    assert "the explorer failed: KeyError" in " ".join(capsys.readouterr().err.split())
    assert SECRET not in report()


def test_few_reports_are_kept() -> None:
    for number in range(MOST_REPORTS + 5):
        try:
            fails()
        except KeyError as error:
            last = keep_report(error, [f"number {number}"])
    assert len(reports()) == MOST_REPORTS
    assert latest_report() == last
    assert f"number {MOST_REPORTS + 4}" in reports()[-1].read_text("utf-8")


def test_a_report_tells_causes_and_cuts_what_is_deep() -> None:
    def deep(number: int) -> None:
        if number == 0:
            fails()
        deep(number - 1)

    try:
        try:
            deep(200)
        except KeyError as error:
            raise ValueError(f"wrong: {SECRET}") from error
    except ValueError as error:
        keep_report(error)
    text = report()
    assert text.index("KeyError\nwhich led to:") < text.index("raise ValueError")
    assert "… 1" in text
    assert len(text) < 10_000
    assert SECRET not in text.replace('f"wrong: {SECRET}"', "")
    assert str(Path.cwd()) not in text


async def test_a_box_that_is_waited_for_and_cannot_be_laid_out_holds_nothing_up(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in (Broken, BrokenLater):

        async def zoom(self: Explorer, kind: type[Box[None]] = kind) -> None:
            await kind().open_over(self)

        monkeypatch.setattr(Explorer, "action_zoom", zoom)
        async with explore(WIDE) as session:
            await session.press("+", "down")
            assert session.view.country == "GLD"
            await session.press("?")
            assert len(session.app.screen_stack) == 2


async def test_what_is_painted_beside_a_box_may_fail_as_well(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explore(WIDE) as session:
        await session.press("?")
        chosen = CountryList.is_chosen

        def once(self: CountryList, number: int) -> bool:
            monkeypatch.setattr(CountryList, "is_chosen", chosen)
            raise KeyError(SECRET)

        monkeypatch.setattr(CountryList, "is_chosen", once)
        session.explorer.query_one(CountryList).refresh()
        await session.press("escape", "down")
        assert session.view.country == "GLD"
        assert not session.app._exit


async def test_what_expires_before_it_is_shown_is_told_for_a_moment_and_holds_nothing_up(
    explore: Explore, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = Notice("Told late.", timeout=-10)
    assert late.has_expired
    assert late.time_left > 0, "Textual's timers never end for less than no time"
    monkeypatch.setattr(Notice, "has_expired", False)
    async with explore(WIDE) as session:
        session.app.notify("Told late.", timeout=-10)
        await session.press("down")
        assert "Told late." in session.screen
        assert "▌ Gland" in session.screen
