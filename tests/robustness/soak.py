"""Random input for the real program in a real pseudo-terminal, seeded and replayable.

Keys, bursts, words, clicks, double clicks, wheels, pastes, resizes down to one cell, stops and
saves of the data set, over all views and boxes. Every few dozen inputs the program is asked
where it is: one that does not answer hangs, and of a burst of keys each has to have counted.

    python -m tests.robustness.soak --inputs 1000000 --seeds 1-40 --jobs 2
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import random
import re
import select
import shutil
import signal
import socket
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyte

from alliance_tui.pages.glyphs import UNICODE
from alliance_tui.query.answers import Answers
from alliance_tui.query.view import VIEWS, view_from_text
from alliance_tui.reading.load import load
from alliance_tui.tui.panes.country_list import FOLDING
from alliance_tui.views.scene import Scene

ROOT = Path(__file__).parent.parent.parent
SMALL = ROOT / "tests" / "fixtures" / "small"

PATIENCE = 60.0
"""Seconds after which a program that says nothing hangs."""

SIZES = ((140, 45), (80, 24), (40, 12), (200, 60), (100, 30), (120, 40))
ODD_SIZES = ((1, 1), (2, 3), (39, 11), (10, 50), (300, 5), (40, 12), (81, 24), (5, 2))

KEYS = [
    *"jkhlgGmvrcwsxaSpuiLnNtz,.<>123456789 0fbydD/:?!+[]oYe",
    "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F",
    "\t", "\x1b[Z", "\r", "\x7f", "\x1b", "\x10", "\x04", "\x15", "\x06", "\x1bOP", "\x1b[3~",
    "\x03", "\x00", "é", "語", "\x1b[200~pasted\n\x1b[31mred\x1b[0m\x1b[201~",
]  # fmt: skip
WORDS = ["supports:arms", "group:friends", "gland", "2022-05", "or not (", "“x”", "theme", "zzz"]


class Trouble(Exception):
    """The program ended, hung or lost a key."""


class Left(Trouble):
    """The explorer was left, as by a press on the key that does."""


@dataclass
class Tally:
    """What one seed came to."""

    seed: int
    inputs: int = 0
    asked: int = 0
    trouble: str = ""
    log: list[str] = field(default_factory=list)


class Player:
    """The program in a pseudo-terminal, and somebody who types without looking."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.tally = Tally(seed)
        self.chance = random.Random(seed)
        self.folder = folder
        self.data = folder / "data"
        shutil.copytree(SMALL, self.data)
        self.texts = {path: path.read_bytes() for path in sorted(self.data.glob("*.yaml"))}
        dataset = load(SMALL, use_copy=False).dataset
        self.scene = Scene(Answers(dataset), UNICODE)
        self.output = b""
        self.pid, self.terminal = 0, -1

    # The program.

    def start(self) -> None:
        """Run it in a terminal of its own, with a socket to ask it through."""
        self.size = self.chance.choice(SIZES)
        view = f"{self.chance.choice(VIEWS)}?q=country:any"
        ours, its = socket.socketpair()
        arguments = [sys.executable, "-m", "tests.robustness.probe", str(its.fileno())]
        arguments += ["-d", str(self.data), "--view", view]
        if self.chance.random() < 0.2:
            arguments.append("--ascii")
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            its.set_inheritable(True)
            os.chdir(self.folder)
            home = str(self.folder / "home")
            os.execve(sys.executable, arguments, {
                "HOME": home, "PATH": "/nonexistent", "TERM": "xterm-256color", "LANG": "C.UTF-8",
                "TEXTUAL_ANIMATIONS": "none", "ESCDELAY": "20", "PYTHONPATH": str(ROOT),
                "XDG_STATE_HOME": f"{home}/state", "XDG_CONFIG_HOME": f"{home}/config",
                "XDG_CACHE_HOME": f"{home}/cache",
            })  # fmt: skip
        its.close()
        self.socket = ours
        self.resize(self.size)
        self.where()

    def resize(self, size: tuple[int, int]) -> None:
        columns, rows = size
        packed = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, packed)
        self.size = size

    def send(self, text: str) -> None:
        data = text.encode()
        while data:
            self.read(0)
            try:
                data = data[os.write(self.terminal, data) :]
            except OSError:
                raise Trouble(f"it ended: {self.ending()}") from None

    def read(self, seconds: float) -> bool:
        """Take what it has written; whether there was anything."""
        ready, _, _ = select.select([self.terminal], [], [], seconds)
        if not ready:
            return False
        try:
            chunk = os.read(self.terminal, 1 << 20)
        except OSError:
            chunk = b""
        if not chunk:
            raise Trouble(f"it ended: {self.ending()}")
        self.output = (self.output + chunk)[-200_000:]
        return True

    def ending(self) -> str:
        status = "still there"
        for _ in range(100):
            pid, code = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                if os.waitstatus_to_exitcode(code) == 0:
                    raise Left
                status = f"status {os.waitstatus_to_exitcode(code)}"
                break
            time.sleep(0.05)
        shown = re.sub(rb"\x1b\[[0-9;?<>=]*[A-Za-z]", b" ", self.output[-3000:])
        return f"{status}: {shown.decode(errors='replace')[-1500:]}"

    @property
    def screen(self) -> str:
        """What a terminal that had seen the last of the output would show."""
        screen = pyte.Screen(*self.size)
        # pyte 0.8 takes the private form of SGR (xterm key modes) for colours.
        pyte.ByteStream(screen).feed(self.output.replace(b"\x1b[>4", b"\x1b[?4"))
        return "\n".join(line.rstrip() for line in screen.display)

    def stop(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.terminal >= 0:
            os.close(self.terminal)
            self.socket.close()
        self.pid, self.terminal = 0, -1

    # Asking it.

    def where(self) -> dict[str, Any]:
        """Where it is once it has come to the question."""
        self.tally.asked += 1
        until = time.monotonic() + PATIENCE
        self.socket.send(b"?")
        answer = b""
        while time.monotonic() < until:
            channels = [self.terminal, self.socket.fileno()]
            ready, _, _ = select.select(channels, [], [], 1.0)
            if self.terminal in ready:
                self.read(0)
            if self.socket.fileno() in ready:
                try:
                    answer += self.socket.recv(1 << 16)
                except OSError:
                    raise Trouble(f"it ended: {self.ending()}") from None
                if answer.endswith(b"\n"):
                    return dict(json.loads(answer))
        os.kill(self.pid, signal.SIGUSR1)
        os.kill(self.pid, signal.SIGUSR2)
        self.pause(1)
        told = [self.folder / name for name in ("tasks.txt", "stack.txt")]
        where = "\n".join(each.read_text() for each in told if each.exists())
        raise Trouble(f"it hangs: {where or 'and tells nothing'}")

    def after(self, keys: int) -> dict[str, Any]:
        """Where it is once it has acted on so many keys in all."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            where = self.where()
            if where["keys"] >= keys:
                return where
            self.pause(0.01)
        raise Trouble(f"keys were lost: {keys} came, {where['keys']} were acted on")

    def check(self) -> None:
        """A burst in the country list has to count to the last key."""
        for report in (self.folder / "home" / "state").rglob("reports/*.txt"):
            if report.is_file():
                raise Trouble(f"it failed: {report.read_text()}")
        self.mend()
        if self.size[0] < 40 or self.size[1] < 12:
            self.resize(self.chance.choice(SIZES))
        where = self.still()
        while where["boxes"] or where["typing"] or not where["view"].startswith("explore"):
            self.send("\x1b")
            where = self.after(where["keys"] + 1)
        self.send("hhh")
        where = self.after(where["keys"] + 3)
        keys = self.chance.randint(2, 40)
        self.send("g" + self.chance.choice(["j", "\x1b[B"]) * keys)
        self.tally.inputs += keys + 4
        view = view_from_text(self.after(where["keys"] + keys + 1)["view"]).view
        listing = self.scene.listing(view)
        if not listing.countries:
            return
        rows = [each.id for each in listing.rows]
        folding = [part for part in listing.sections if part.kind in FOLDING]
        may_fold = sum(len(part.countries) for part in folding)
        wanted = rows[min(keys, len(rows) - 1)]
        # On the heads of sections that have no room the country before them stays chosen.
        before = rows[len(rows) - may_fold - 1] if keys >= len(rows) - may_fold > 0 else wanted
        if view.country not in (wanted, before):
            raise Trouble(f"{keys} × down came to {view.country}, not {wanted}: {view}")

    def still(self) -> dict[str, Any]:
        """Where it is once it has acted on all that was sent: nothing changes any more."""
        before = self.where()
        while True:
            self.pause(0.15)
            after = self.where()
            if after["keys"] == before["keys"]:
                return after
            before = after

    def pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.read(left)

    def mend(self) -> None:
        """Have the files of the data set as they were."""
        for path, text in self.texts.items():
            if path.read_bytes() != text:
                path.write_bytes(text)

    # Playing.

    def play(self, inputs: int) -> Tally:
        try:
            while self.tally.inputs < inputs:
                with suppress(Left):
                    self.start()
                    while self.tally.inputs < inputs:
                        for _ in range(self.chance.randint(5, 150)):
                            self.act()
                        self.check()
                self.stop()
        except Trouble as trouble:
            last = f"last inputs: {self.tally.log[-60:]}"
            self.tally.trouble = f"{trouble}\n{last}\n{self.screen}"
        finally:
            self.stop()
        self.tally.log.clear()
        return self.tally

    def act(self) -> None:
        chance, what = self.chance, self.chance.random()
        if what < 0.45:
            self.type([chance.choice(KEYS)])
        elif what < 0.70:
            self.type(chance.choices(KEYS, k=chance.randint(2, 25)))
        elif what < 0.78:
            self.type([chance.choice("/:d"), *chance.choice(WORDS), chance.choice("\r\x1b\t")])
        elif what < 0.90:
            self.click()
        elif what < 0.95:
            self.note("resize")
            self.resize(chance.choice(SIZES + ODD_SIZES))
            os.kill(self.pid, signal.SIGWINCH)
        elif what < 0.97:
            self.note("stop")
            self.suspend()
        else:
            self.save()
        self.pause(chance.choice([0.0, 0.0, 0.002, 0.02]))

    def suspend(self) -> None:
        """Stop it and let it go on; without a shell over it, it may not stop at all."""
        os.kill(self.pid, signal.SIGTSTP)
        until = time.monotonic() + 1
        while time.monotonic() < until:
            self.read(0.01)
            pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
            if pid and os.WIFSTOPPED(status):
                break
            if pid:
                self.pid = 0
                if os.waitstatus_to_exitcode(status) == 0:
                    raise Left
                raise Trouble(f"it ended when told to stop: {os.waitstatus_to_exitcode(status)}")
        os.kill(self.pid, signal.SIGCONT)
        self.where()

    def type(self, keys: list[str]) -> None:
        for key in keys:
            self.note(key)
        self.send("".join(keys))

    def note(self, what: str) -> None:
        self.tally.inputs += 1
        self.tally.log.append(what)
        del self.tally.log[:-200]

    def click(self) -> None:
        """One press, two, or the wheel, somewhere."""
        x, y = self.chance.randint(1, self.size[0]), self.chance.randint(1, self.size[1])
        if self.chance.random() < 0.3:
            self.note("wheel")
            self.send(f"\x1b[<{self.chance.choice([64, 65])};{x};{y}M" * self.chance.randint(1, 5))
            return
        times = self.chance.choice([1, 1, 2, 3])
        self.note(f"click {x} {y} × {times}")
        self.send(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m" * times)

    def save(self) -> None:
        """Break a file of the data set, or mend them all."""
        self.note("save")
        if self.chance.random() < 0.5:
            path = self.chance.choice(list(self.texts))
            place = self.chance.randint(0, len(self.texts[path]))
            broken = self.texts[path][:place] + self.chance.choice([b"", b": [", b"\x00", b"- {"])
            path.write_bytes(broken)
        else:
            self.mend()


def play(seed: int, inputs: int) -> Tally:
    """What *inputs* inputs of *seed* come to."""
    with tempfile.TemporaryDirectory() as folder:
        return Player(seed, Path(folder)).play(inputs)


def _seeds(text: str) -> Iterator[int]:
    for part in text.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def main() -> int:
    """Play all seeds; the exit code says whether there was trouble."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=40_000, help="in all (%(default)s)")
    parser.add_argument("--seeds", type=_seeds, default="1-8", help="such as 1-8 (%(default)s)")
    parser.add_argument("--jobs", type=int, default=2, help="side by side (%(default)s)")
    arguments = parser.parse_args()
    seeds = list(arguments.seeds)
    each = -(-arguments.inputs // len(seeds))
    started, done, trouble = time.monotonic(), 0, 0
    with ProcessPoolExecutor(arguments.jobs) as pool:
        for future in as_completed(pool.submit(play, seed, each) for seed in seeds):
            tally = future.result()
            done += tally.inputs
            trouble += bool(tally.trouble)
            print(
                f"seed {tally.seed}: {tally.inputs} inputs, asked {tally.asked} times"
                f"{': ' + tally.trouble if tally.trouble else ''}",
                flush=True,
            )
    print(f"{done} inputs in {time.monotonic() - started:.0f} s, {trouble} seeds with trouble")
    return 1 if trouble else 0


if __name__ == "__main__":
    sys.exit(main())
