"""What is kept in the cache folder saves reading; nothing in it is believed blindly."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_tui.model.dataset import Dataset
from alliance_tui.query.answers import Answers
from alliance_tui.query.language import parse
from alliance_tui.query.stance import Moment
from alliance_tui.reading import cache, compiled
from alliance_tui.reading import load as reading
from alliance_tui.reading.files import contents as contents_of
from alliance_tui.reading.load import CannotOpenError, Loaded, _text_tree, load, soundness
from alliance_tui.reading.tree import Tree
from alliance_tui.store import store
from alliance_tui.user.folders import folder
from tests.conftest import FIXTURES, SMALL
from tests.export.exports import export_of, written
from tests.reading.made import SOUND, write
from tests.reading.test_keeping import contents
from tests.reading.test_unreadable import ORDINARY, ordinary


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return shutil.copytree(SMALL, tmp_path / "small")


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are as good as old when they have just been written."""
    monkeypatch.setattr(cache, "SETTLED", -(10**15))


def kept(kind: cache.Kind) -> list[Path]:
    """The files of one kind in the cache."""
    return sorted((folder("cache") / kind).glob("*"))


def found(dataset: Dataset, query: str) -> tuple[str, ...]:
    """The countries for which *query* holds."""
    answers = Answers(dataset)
    return tuple(each.id for each in answers.countries(parse(query), Moment(dataset.as_of)))


def same(one: Loaded, other: Loaded) -> bool:
    return contents(one.dataset) == contents(other.dataset) and (
        (one.problems, one.left_out) == (other.problems, other.left_out)
    )


@pytest.fixture
def compiling(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The data sets that were compiled, each time anew."""
    seen: list[Path] = []
    compile_files = reading.compile_files

    def noted(path: Path, *arguments: object, **more: object) -> object:
        seen.append(path)
        return compile_files(path, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "compile_files", noted)
    return seen


@pytest.fixture
def looked_into(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files whose content was looked at, each time anew."""
    seen: list[str] = []

    def noted(found: object) -> object:
        files, unreadable = contents_of(found)  # type: ignore[arg-type]
        seen.extend(file.name for file in files)
        return files, unreadable

    monkeypatch.setattr(reading, "contents", noted)
    return seen


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read as YAML, each time anew."""
    seen: list[str] = []

    def noted(name: str, content: bytes) -> Tree:
        seen.append(name)
        return _text_tree(name, content)

    monkeypatch.setattr(reading, "_text_tree", noted)
    return seen


class TestTheCopy:
    def test_the_second_time_it_is_read_and_no_file_is(
        self, data: Path, compiling: list[Path], looked_into: list[str]
    ) -> None:
        first = load(data)
        assert len(kept("copies")) == 1
        looked_into.clear()
        assert same(load(data), first)
        assert (compiling, looked_into) == ([data], [])

    def test_once_it_was_seen_to_be_sound_it_is_opened_without_reading_all_of_it(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        checked: list[Path] = []

        def noted(path: Path) -> bool:
            checked.append(path)
            return cache.is_sound(path)

        monkeypatch.setattr(compiled, "is_sound", noted)
        load(data)
        checked.clear()
        for _ in range(3):
            load(data)
        assert checked == kept("copies")
        os.utime(kept("copies")[0])
        load(data)
        assert checked == kept("copies") * 2

    def test_it_can_wait_and_answers_once_it_is_there(self, data: Path, small: Loaded) -> None:
        loaded = load(data, keep_later=True)
        assert kept("copies") == []
        assert loaded.dataset.store is None
        assert loaded.unkept is not None
        loaded.unkept.keep()
        assert load(data).unkept is None
        assert loaded.dataset.store is not None
        for dataset in (loaded.dataset, load(data).dataset):
            for words in ("shells", "cland"):
                assert found(dataset, words) == found(small.dataset, words) != ()

    def test_it_can_be_left_in_the_middle(
        self, data: Path, monkeypatch: pytest.MonkeyPatch, small: Loaded
    ) -> None:
        monkeypatch.setattr(store, "_STEPS", 1)
        loaded = load(data, keep_later=True)
        assert loaded.unkept is not None
        loaded.unkept.stop()
        loaded.unkept.keep()
        assert kept("copies") == []
        assert found(loaded.dataset, "shells") == found(small.dataset, "shells")

    def test_a_store_that_was_asked_before_is_the_copy(self, data: Path, small: Loaded) -> None:
        loaded = load(data, keep_later=True)
        assert found(loaded.dataset, "shells")
        assert loaded.unkept is not None
        loaded.unkept.keep()
        again = load(data)
        assert same(again, load(data, use_copy=False))
        assert found(again.dataset, "shells") == found(small.dataset, "shells")

    def test_it_keeps_problems_and_their_places(
        self, tmp_path: Path, compiling: list[Path]
    ) -> None:
        data = write(tmp_path / "set", rest=SOUND, text="countries: [{id: B, namee: B}]")
        first, second = load(data), load(data)
        assert compiling == [data]
        assert same(first, second)
        assert [each.code for each in second.problems] == ["E202", "E201"]
        assert second.left_out == 1

    def test_a_file_that_was_only_touched_has_the_same(
        self, data: Path, compiling: list[Path], looked_into: list[str]
    ) -> None:
        load(data)
        looked_into.clear()
        os.utime(data / "countries.yaml", (1, 1))
        load(data)
        assert len(looked_into) == 3
        load(data)
        assert len(looked_into) == 3
        assert compiling == [data]
        assert len(kept("copies")) == 1

    def test_whatever_way_leads_to_the_data_set_there_is_one(
        self,
        tmp_path: Path,
        data: Path,
        compiling: list[Path],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """As a server and its visitors name it, and whoever has the same files elsewhere."""
        write(data, wrong="countries: [{id: B, namee: B}]")
        elsewhere = shutil.copytree(data, tmp_path / "else" / "where")
        (tmp_path / "link").symlink_to(data)
        monkeypatch.chdir(tmp_path)
        ways = [data, Path("small"), Path("./else/../small"), Path("link"), elsewhere]
        for way in ways:
            loaded = load(way)
            assert {each.place.file for each in loaded.errors} == {str(way / "wrong.yaml")}
        monkeypatch.chdir(data)
        assert load(Path()).errors[0].place.file == "wrong.yaml"
        assert len(compiling) == 1
        assert len(kept("copies")) == 1

    def test_a_data_set_that_changes_is_read_anew(self, data: Path) -> None:
        load(data)
        file = data / "countries.yaml"
        file.write_text(file.read_text("utf-8").replace("name: Cland", "name: Other"), "utf-8")
        assert load(data).dataset.country["CLD"].name == "Other"
        (data / "more.yaml").write_text("countries: [{id: NEW, name: New}]")
        assert "NEW" in load(data).dataset.country
        (data / "more.yaml").rename(data / "other.yaml")
        assert "NEW" in load(data).dataset.country
        (data / "other.yaml").unlink()
        assert "NEW" not in load(data).dataset.country

    def test_another_file_in_its_place_is_seen_though_size_and_time_are_the_same(
        self, data: Path
    ) -> None:
        file = data / "countries.yaml"
        load(data)
        status = file.stat()
        other = file.with_name("other")
        other.write_text(file.read_text("utf-8").replace("Cland", "Dlanc"), "utf-8")
        os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
        other.replace(file)
        assert (file.stat().st_size, file.stat().st_mtime_ns) == (
            status.st_size,
            status.st_mtime_ns,
        )
        assert load(data).dataset.country["CLD"].name == "Dlanc"

    def test_files_that_are_too_young_are_looked_into_every_time(
        self, data: Path, looked_into: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Within the step of a clock a file can change twice and look as before."""
        monkeypatch.setattr(cache, "SETTLED", 3600 * 10**9)
        load(data)
        load(data)
        assert kept("sets") == []
        assert len(looked_into) == 6
        assert len(kept("copies")) == 1

    def test_nothing_is_written_where_no_copy_is_wanted(self, data: Path) -> None:
        load(data, use_copy=False)
        assert not folder("cache").exists()

    def test_a_data_set_part_of_which_cannot_be_read_leaves_none(self, tmp_path: Path) -> None:
        (tmp_path / "set").mkdir()
        (tmp_path / "set" / "bad.yaml").write_bytes(b"\xff")
        data = write(tmp_path / "set", sound=SOUND)
        assert [each.code for each in load(data).errors] == ["E101"]
        assert kept("copies") == []

    def test_it_lies_where_the_platform_keeps_caches(
        self, data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/ignored")
        monkeypatch.setenv("HOME", str(tmp_path))
        load(data)
        assert kept("copies")[0].is_relative_to(tmp_path)


def touched(file: Path) -> None:
    """Change a *file* of YAML, and nothing that it says."""
    file.write_text(f"{file.read_text('utf-8')}# more\n", "utf-8")


class TestParts:
    """The records of each file by themselves."""

    def test_one_changed_file_is_read_alone(self, data: Path, read: list[str]) -> None:
        load(data)
        read.clear()
        touched(data / "events.yaml")
        loaded = load(data)
        assert read == ["events.yaml"]
        assert same(loaded, load(data, use_copy=False))

    def test_places_in_files_that_were_not_read_are_right(
        self, data: Path, read: list[str]
    ) -> None:
        """Also where a record stands among text that looks like records."""
        file = data / "claims.yaml"
        text = dedent("""\
            claims:
            # - id: none
              - id: odd
                country: CLD
                note: |
                  - id: no
                   - id: record
                type: words   # here
                direction: supports
                statement: "One
                  - id: two"
                when: 2022-03-01
                status: reported
                confidence: low
                evidence: [{source: herald-2022}]
              - {id: even, country: CLD, type: words, direction: supports, statement: S.,
                 when: 2022-03-01, status: reported, confidence: low, ends: [cld-words],
                 evidence: [{source: herald-2022}]}
            """)
        file.write_text(text, "utf-8")
        load(data)
        (data / "more.yaml").write_text("sources: [{id: herald-2022}, {id: x}]", "utf-8")
        read.clear()
        loaded = load(data)
        assert read == ["more.yaml"]
        assert loaded.problems
        assert loaded.problems == load(data, use_copy=False).problems

    def test_texts_that_a_comment_cuts_are_found_again(self, data: Path, read: list[str]) -> None:
        write(
            data,
            cut="groups: [{id: G, name: G, evidence: [{source: herald-2022}],\n kind: a #1\n}]",
        )
        load(data)
        touched(data / "events.yaml")
        read.clear()
        assert "W101" in [each.code for each in load(data).problems]
        assert read == ["events.yaml"]

    def test_what_is_wrong_in_a_file_is_found_every_time(self, data: Path, read: list[str]) -> None:
        write(data, wrong="countries: [{id: B, namee: B}]")
        load(data)
        touched(data / "events.yaml")
        read.clear()
        assert [each.code for each in load(data).errors] == ["E202", "E201"]
        assert read == ["events.yaml", "wrong.yaml"]


class TestDamage:
    @settings(
        max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(st.data())
    def test_any_byte_that_is_another_is_seen(
        self, data: Path, small: Loaded, drawn: st.DataObject
    ) -> None:
        load(data)
        load(data)
        kind: cache.Kind = drawn.draw(st.sampled_from(("sets", "files", "copies")))
        thing = kept(kind)[0]
        sound = thing.read_bytes()
        place = int(drawn.draw(st.floats(0, 0.999)) * len(sound))
        flip = drawn.draw(st.integers(1, 255))
        thing.write_bytes(sound[:place] + bytes([sound[place] ^ flip]) + sound[place + 1 :])
        later = thing.stat().st_mtime_ns + 10**6
        os.utime(thing, ns=(later, later))  # in a step of the clock of its own
        if kind == "files":
            for copy in kept("copies"):
                copy.unlink()
        assert contents(load(data).dataset) == contents(small.dataset)
        if kind != "sets":
            assert thing.read_bytes() == sound  # it was made anew
        load(data)
        assert contents(load(data).dataset) == contents(small.dataset)

    @pytest.mark.parametrize("kind", ["sets", "files", "copies"])
    @pytest.mark.parametrize("length", [0, 1, 20, 28, 29, 200])
    def test_what_is_cut_off_is_made_anew(
        self, data: Path, small: Loaded, kind: cache.Kind, length: int
    ) -> None:
        load(data)
        for thing in kept(kind):
            thing.write_bytes(thing.read_bytes()[:length])
        if kind == "files":
            shutil.rmtree(folder("cache") / "copies")
        assert contents(load(data).dataset) == contents(small.dataset)
        assert all(len(each.read_bytes()) > 200 for each in kept(kind))

    @pytest.mark.parametrize("kind", ["sets", "files", "copies"])
    def test_what_belongs_to_something_else_is_not_taken(
        self, data: Path, tmp_path: Path, small: Loaded, kind: cache.Kind
    ) -> None:
        load(data)
        own = kept(kind)
        load(write(tmp_path / "other", all=SOUND))
        (other,) = (each for each in kept(kind) if each not in own)
        for each in own:
            shutil.copyfile(other, each)
        if kind == "files":
            shutil.rmtree(folder("cache") / "copies")
        assert contents(load(data).dataset) == contents(small.dataset)

    @pytest.mark.parametrize("kind", ["sets", "files", "copies"])
    def test_a_folder_in_its_place_is_no_problem(
        self, data: Path, small: Loaded, kind: cache.Kind
    ) -> None:
        load(data)
        for thing in kept(kind):
            thing.unlink()
            thing.mkdir()
        assert contents(load(data).dataset) == contents(small.dataset)

    def test_another_version_of_the_program_takes_nothing_of_it(
        self, data: Path, monkeypatch: pytest.MonkeyPatch, compiling: list[Path], read: list[str]
    ) -> None:
        load(data)
        read.clear()
        monkeypatch.setattr(cache, "__version__", "0.0.0")
        load(data)
        assert len(compiling) == 2
        assert len(read) == 3


class TestFolder:
    """The cache folder may be missing, barred, full, a file, or full of other things."""

    def test_a_file_in_its_place_is_left_alone(
        self, data: Path, small: Loaded, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "file").write_text("in the way")
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
        assert contents(load(data).dataset) == contents(small.dataset)
        assert (tmp_path / "file").read_text() == "in the way"

    @ordinary
    @pytest.mark.parametrize("inside", [True, False])
    def test_one_that_cannot_be_written(self, data: Path, inside: bool) -> None:
        """What is in it is still read."""
        if inside:
            load(data)
        place = folder("cache")
        place.mkdir(parents=True, exist_ok=True)
        everything = [place, *place.rglob("*")]
        before = {each: each.read_bytes() for each in everything if each.is_file()}
        for each in everything:
            each.chmod(0o555 if each.is_dir() else 0o444)
        done = program(data, *ORDINARY)
        for each in everything:
            each.chmod(0o755)
        assert (done.returncode, done.stderr) == (0, "")
        assert {each: each.read_bytes() for each in place.rglob("*") if each.is_file()} == before

    def test_a_full_disk(self, data: Path) -> None:
        """Here a limit on the size of files: nothing half is left."""
        code = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900))"
        done = program(data, before=code)
        assert (done.returncode, done.stderr) == (0, "")
        assert all(each.stat().st_size < 900 for each in kept("copies") + kept("files"))
        assert [each for each in folder("cache").rglob(".*") if each.is_file()] == []

    def test_it_is_bound_by_size_and_the_latest_stays(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cache, "MOST_BYTES", 600_000)
        file = data / "more.yaml"
        for number in range(12):
            file.write_text(f"# {number}")
            load(data)
        things = [each for each in folder("cache").rglob("*") if each.is_file()]
        assert sum(each.stat().st_size for each in things) <= 600_000
        assert kept("copies")
        monkeypatch.setattr(cache, "MOST_BYTES", 0)
        file.write_text("# last")
        load(data)
        assert len([each for each in folder("cache").rglob("*") if each.is_file()]) == 1

    def test_what_is_read_stays_longest(
        self, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        load(data)
        (own,) = kept("copies")
        other = write(tmp_path / "other", all=SOUND)
        load(other)
        for each in folder("cache").rglob("*"):
            if each.is_file():
                old = time.time() - (10 if each == own else 100)
                os.utime(each, (old, 1))
        monkeypatch.setattr(cache, "MOST_BYTES", own.stat().st_size + 1)
        cache.sweep()
        assert [each for each in folder("cache").rglob("*") if each.is_file()] == [own]

    def test_of_others_nothing_is_touched_and_of_the_past_nothing_stays(
        self, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place = folder("cache")
        (place / "copies").mkdir(parents=True)
        mine = [place / "notes.txt", place / "copies" / "notes.sqlite", place / "copies" / ".x"]
        for each in mine:
            each.write_text("mine")
        abandoned = place / "copies" / f".{'a' * 64}-x1_y"
        under_way = place / "copies" / f".{'b' * 64}-x1_y"
        earlier = place / f"{'c' * 64}.msgpack"
        for each in (abandoned, under_way, earlier):
            each.write_text("half")
        os.utime(abandoned, (1, 1))
        monkeypatch.setattr(cache, "MOST_BYTES", 0)
        load(data)
        assert all(each.read_text() == "mine" for each in mine)
        assert under_way.exists()
        assert not abandoned.exists()
        assert not earlier.exists()


def program(data: Path, *prefix: str, before: str = "pass") -> subprocess.CompletedProcess[str]:
    """Another process that opens the data set and says what is in it."""
    code = f"{before}\nfrom alliance_tui.cli.main import main\nraise SystemExit(main(['list']))"
    return subprocess.run(
        [*prefix, sys.executable, "-c", code],
        env={**os.environ, "ALLIANCE_TUI_DATA": str(data)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


class TestOthers:
    """Other processes open the same data set at the same time, and some are killed."""

    def test_many_at_once(self, data: Path, small: Loaded) -> None:
        code = dedent("""\
            import sys
            from pathlib import Path
            from alliance_tui.reading import cache
            cache.SETTLED = -10**15
            from alliance_tui.reading.load import load
            sys.stdin.readline()
            for _ in range(3):
                loaded = load(Path(sys.argv[1]))
                print(len(loaded.dataset.claims), len(loaded.dataset.events))
            """)
        others = [
            subprocess.Popen(
                [sys.executable, "-c", code, data],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(8)
        ]
        said = [other.communicate("go\n")[0].split() for other in others]
        expected = [str(len(small.dataset.claims)), str(len(small.dataset.events))] * 3
        assert said == [expected] * 8
        assert len(kept("copies")) == 1
        assert [each for each in folder("cache").rglob(".*") if each.is_file()] == []
        assert contents(load(data).dataset) == contents(small.dataset)

    @pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
    @pytest.mark.parametrize("kind", ["sets", "files", "copies"])
    def test_one_that_is_killed_before_it_was_done(
        self, data: Path, small: Loaded, compiling: list[Path], kind: str
    ) -> None:
        """Right before what it has written would have been moved to its place."""
        code = dedent(f"""\
            import os, signal
            from pathlib import Path
            from alliance_tui.reading import cache
            cache.SETTLED = -10**15
            replace = Path.replace
            def killed(self, target):
                if Path(target).parent.name == {kind!r}:
                    os.kill(os.getpid(), signal.SIGKILL)
                return replace(self, target)
            Path.replace = killed
            """)
        done = program(data, before=code)
        assert done.returncode == -signal.SIGKILL
        assert kept("copies") == [each for each in kept("copies") if each.name.startswith(".")]
        assert contents(load(data).dataset) == contents(small.dataset)
        assert compiling == [data]
        assert contents(load(data).dataset) == contents(small.dataset)
        assert compiling == [data]

    def test_one_that_takes_it_away_meanwhile(self, data: Path, small: Loaded) -> None:
        loaded = load(data)
        shutil.rmtree(folder("cache"))
        assert contents(loaded.dataset) == contents(small.dataset)
        assert contents(load(data).dataset) == contents(small.dataset)


class TestDatabases:
    @pytest.fixture
    def database(self, small: Loaded, tmp_path: Path) -> Path:
        return written(export_of(small), "sqlite", tmp_path / "data.sqlite")

    def test_they_have_a_copy_too(
        self, database: Path, small: Loaded, compiling: list[Path], looked_into: list[str]
    ) -> None:
        assert contents(load(database).dataset) == contents(small.dataset)
        looked_into.clear()
        assert contents(load(database).dataset) == contents(small.dataset)
        assert (compiling, looked_into) == ([database], [])

    def test_changes_that_are_not_in_it_yet_are_not_passed_over(self, database: Path) -> None:
        load(database)
        with closing(sqlite3.connect(database, isolation_level=None)) as other:
            other.execute("PRAGMA journal_mode = WAL")
            other.execute("UPDATE records SET position = position + 1")
            with pytest.raises(CannotOpenError) as raised:
                load(database)
        assert "changes that are not in it yet" in raised.value.problems[0].message

    def test_one_that_cannot_be_read_now_is_read_next_time(
        self, database: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from alliance_tui.reading import database as opening

        monkeypatch.setattr(opening, "BUSY_PATIENCE", 0.05)
        with closing(sqlite3.connect(database, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(CannotOpenError):
                load(database)
        assert load(database).errors == ()

    def test_one_that_changes_while_it_is_read_leaves_no_copy(
        self, database: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        compile_files = reading.compile_files

        def meanwhile(*arguments: object, **more: object) -> object:
            found = compile_files(*arguments, **more)  # type: ignore[arg-type]
            os.utime(database)
            return found

        monkeypatch.setattr(reading, "compile_files", meanwhile)
        load(database)
        assert kept("copies") == []


def test_a_start_reads_how_much_is_wrong_and_what_only_once_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shutil.copytree(FIXTURES / "broken", tmp_path / "broken")
    first = load(path)
    assert first.counts.errors
    assert first.counts.causes
    read: list[str] = []
    content = store.Store.content

    def noted(self: store.Store, name: str) -> bytes:
        read.append(name)
        return content(self, name)

    monkeypatch.setattr(store.Store, "content", noted)
    second = load(path)
    assert soundness(second) == soundness(first)
    assert second.counts == first.counts
    assert "findings" not in read
    assert second.problems == first.problems
    assert second.causes == first.causes
    assert read.count("findings") == 1, "once"
    assert second.contents == first.contents
    assert all(each.place.file.startswith(str(path)) for each in second.problems)
