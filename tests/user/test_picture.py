"""What of the memory decides a frame, told without reading it as JSON."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as some
from msgspec.structs import replace

from alliance_tui.user.memory import Memory, SavedView, memory_path, remember
from alliance_tui.user.picture import remembered

TEXTS = some.text(max_size=12) | some.sampled_from(
    ["views", "sessions", "theme", '"}\n  "', "small"]
)
SESSIONS = some.dictionaries(TEXTS, TEXTS, max_size=4)
MEMORIES = some.builds(
    Memory,
    views=some.lists(some.builds(SavedView, TEXTS, TEXTS, TEXTS), max_size=3).map(tuple),
    sessions=SESSIONS,
    theme=some.none() | TEXTS,
    wider=some.integers(1, 9),
    columns=some.dictionaries(
        TEXTS,
        some.dictionaries(TEXTS, some.lists(TEXTS, max_size=2).map(tuple), max_size=2),
        max_size=2,
    ),
    more=some.dictionaries(some.sampled_from(["later", "room"]), TEXTS | SESSIONS, max_size=2),
)


def told(memory: Memory, data: str) -> bytes:
    memory_path().unlink(missing_ok=True)
    remember(lambda _: memory)
    return remembered(b"    %s: " % msgspec.json.encode(data))


@settings(deadline=None, max_examples=50)
@given(MEMORIES, MEMORIES, TEXTS)
def test_of_the_memory_counts_all_but_named_views_and_other_sessions(
    one: Memory, other: Memory, data: str
) -> None:
    for name in Memory.__struct_fields__:
        changed = replace(one, **{name: getattr(other, name)})
        same = told(changed, data) == told(one, data)
        if name == "views":
            assert same
        elif name == "sessions":
            assert same == (one.sessions.get(data) == other.sessions.get(data))
        elif same:
            assert changed == one


def test_where_no_session_is_restored_none_decides() -> None:
    remember(lambda _: Memory(sessions={"small": "explore"}))
    before = remembered(b"")
    remember(lambda _: Memory(sessions={"small": "matrix"}))
    assert remembered(b"") == before
    remember(lambda _: Memory(theme="alliance-light"))
    assert remembered(b"") != before
