"""Starting: the last session, the theme, and files that are not what they should be."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from alliance_tui.query.view import ViewState, view_from_text, view_to_text
from alliance_tui.reading.load import Loaded
from alliance_tui.tui.app import AllianceApp
from alliance_tui.tui.explorer import Explorer
from alliance_tui.tui.start import start
from alliance_tui.user.config import Config
from alliance_tui.user.memory import Memory, memory_path, recall, remember
from alliance_tui.user.reports import latest_report
from alliance_tui.views.scene import Scene
from tests.conftest import FIXTURES
from tests.tui.conftest import MIDDLE, Session

LETTERS = {"/": "slash", ".": "full_stop", "-": "minus", "_": "underscore"}
OPENING = "explore?q=group:friends&country=CLD"

Play = Callable[..., Session]


@pytest.fixture
def play(small: Loaded, monkeypatch: pytest.MonkeyPatch) -> Iterator[Play]:
    """Starts the explorer as the program does, presses keys and leaves; what was there last."""
    keys: tuple[str, ...] = ()
    played: list[Session] = []

    def run(app: AllianceApp) -> None:
        async def press() -> None:
            async with app.run_test(size=MIDDLE, notifications=True) as pilot:
                await pilot.pause()
                session = Session(app, pilot)
                played.append(session)
                await session.press(*keys)
                session.seen = session.screen

        asyncio.run(press())

    monkeypatch.setattr(AllianceApp, "run", run)

    def play_keys(
        *pressed: str,
        view: ViewState | None = None,
        config: Config | None = None,
        fresh: bool = False,
        theme: str | None = None,
        ends_with: int = 0,
    ) -> Session:
        nonlocal keys
        keys = pressed
        code = start(small, view, config or Config(), ascii_only=False, theme=theme, fresh=fresh)
        assert code == ends_with
        return played[-1]

    yield play_keys
    gc.unfreeze()


def test_the_last_session_is_restored_except_its_day(play: Play) -> None:
    assert play().address == OPENING
    left = play("2", "down", "a", "a", "less_than_sign", "m").address
    assert left.startswith("matrix?q=group:friends&type=arms&as-of=2022-12-31")
    again = play("escape")
    assert again.day == "2023-12-31"
    assert again.address == OPENING.replace("country=CLD", "type=arms&country=GLD") + "&rows=all"
    asked = view_from_text("votes?country=ELD").view
    assert play(view=asked).address == "votes?country=ELD", "what is asked for goes before it"


def test_fresh_neither_restores_nor_remembers(play: Play) -> None:
    left = play("1").address
    assert play("2", fresh=True).address.endswith("type=arms&country=CLD")
    assert play(fresh=True).address == OPENING
    assert play().address == left


def test_restoring_can_be_configured_away(play: Play) -> None:
    play("1")
    assert play(config=Config(restore=False)).address == OPENING


def test_another_data_set_is_opened_where_it_was_left_unless_that_is_configured_away(
    play: Play, tmp_path: Path
) -> None:
    path = tmp_path / "other.yaml"
    path.write_text(
        "dataset: {id: other, format: 1, version: 1, title: Another set, subject: AAA,"
        " as_of: 2024-01-01, support_types: []}\ncountries: [{id: AAA, name: Aland}]\n"
    )
    keys = ("ctrl+o", *(LETTERS.get(each, each) for each in str(path)), "enter")
    assert play(*keys, "w").address.startswith("map?")
    assert play(*keys).address.startswith("map?")
    assert play(*keys, config=Config(restore=False)).address.startswith("explore?")
    assert recall().opened[:2] == (str(path), str(FIXTURES / "small"))


def test_each_data_set_has_its_own_last_session(play: Play) -> None:
    remember(lambda _: Memory(sessions={"another": "explore?q=region:East"}))
    assert play("1").address != "explore?q=region:East"
    assert set(recall().sessions) == {"another", "small"}


def test_the_columns_of_a_view_are_as_they_were_left(play: Play) -> None:
    play("m", "right", "minus", "m", fresh=True)
    assert recall().columns == {"small": {"matrix": ("-troops",)}}
    assert play("m", fresh=True).view.columns == ("-troops",)
    assert play(view=view_from_text("matrix").view).view.columns == (), "a text is as it says"
    assert play("m", "C", "0", fresh=True).view.columns == ()
    assert recall().columns == {}


@pytest.mark.parametrize(
    "content",
    [
        "{",
        '{"columns": {"small": {"explore": ["-gone", "a,b", ""], "matrix": 3}}}',
        '{"columns": {"small": {"explore": ["-troops", "-arms", "-words", "-recognition", "-"]}}}',
        '{"sessions": {"small": "no-such-view?q=a"}}',
        '{"sessions": {"small": "explore?sort=size"}}',
        '{"sessions": {"small": 3}}',
        '{"sessions": {"small": "explore?q=supports:("}, "theme": "no-such-theme"}',
        '{"sessions": {"small": "explore?q=group:friends&country=GONE&focus=gone"}}',
    ],
)
def test_a_memory_that_makes_no_sense_never_stops_it(play: Play, content: str) -> None:
    memory_path().parent.mkdir(parents=True)
    memory_path().write_text(content)
    session = play()
    assert session.view.country in ("CLD", "ALD")
    assert session.explorer.scene.page(session.view).id == session.view.country
    assert recall().sessions == {"small": session.address}, "and it is mended on leaving"


def test_a_state_folder_that_cannot_be_written_never_stops_it(play: Play) -> None:
    memory_path().parent.parent.mkdir(parents=True)
    memory_path().parent.write_text("a file")
    assert play("1").view.type == "troops"
    assert play().address == OPENING


def test_the_theme_chosen_last_is_remembered_unless_another_is_asked_for(play: Play) -> None:
    assert play().app.theme == "alliance-dark"
    palette = ("colon", *"theme", "space", *"alliance-light", "enter")
    assert play(*palette).app.theme == "alliance-light"
    assert play().app.theme == "alliance-light"
    assert play(config=Config(theme="nord")).app.theme == "nord"
    assert play(config=Config(theme="nord"), theme="alliance-dark").app.theme == "alliance-dark"
    assert recall().theme == "alliance-light", "only what is chosen is remembered"


def test_an_unknown_theme_is_named_and_the_usual_one_holds(play: Play) -> None:
    session = play(theme="alliance-ligth")
    assert session.app.theme == "alliance-dark"
    assert "There is no theme “alliance-ligth”" in session.seen
    assert "did you mean" in session.seen


def test_the_view_in_the_memory_is_the_one_that_was_left(play: Play) -> None:
    session = play("m", "right", "S", "p")
    assert recall().sessions["small"] == session.address == view_to_text(session.view)
    assert "type=troops&country=CLD&sort=column:troops&group=posture" in session.address
    assert play().address == session.address


def test_a_session_that_cannot_be_restored_locks_nobody_out(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert play("m").view.view == "matrix"
    completed = Scene.completed

    def fails(self: Scene, view: ViewState) -> ViewState:
        if view.view == "matrix":
            raise KeyError(view)
        return completed(self, view)

    monkeypatch.setattr(Scene, "completed", fails)
    assert play().view.view == "explore"
    assert latest_report() is not None


def test_a_first_screen_that_fails_is_not_restored(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert play("m").view.view == "matrix"

    def fails(*_: object) -> None:
        raise KeyError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Explorer, "_introduce", fails)
        patch.setattr(
            AllianceApp, "_exception", property(lambda _: None, lambda _, __: None), raising=False
        )
        play(ends_with=70)
    assert recall().sessions == {}
    assert play().view.view == "explore"
