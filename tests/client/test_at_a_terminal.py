"""At a terminal nothing typed is shown, and the recovery phrase is proved before there is an account."""

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import pytest

from tests.e2e.phone import ROOT
from tests.e2e.phone import Service as Running


class Terminal:
    """A command that runs at a terminal of its own."""

    def __init__(self, *words: str) -> None:
        self.here, there = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "client", *words],
            cwd=ROOT,
            stdin=there,
            stdout=there,
            stderr=there,
            start_new_session=True,  # away from the terminal that runs the tests
        )
        os.close(there)
        self.seen = ""
        self.read = 0  # what was waited for ends here

    def until(self, pattern: str) -> re.Match[str]:
        """Read until something is shown behind what was waited for before."""
        while not (found := re.compile(pattern).search(self.seen, self.read)):
            ready, _, _ = select.select([self.here], [], [], 30)
            assert ready, self.seen
            try:
                self.seen += os.read(self.here, 4096).decode()
            except OSError:  # the command has ended
                raise AssertionError(self.seen) from None
        self.read = found.end()
        return found

    def type(self, text: str) -> None:
        os.write(self.here, text.encode() + b"\n")

    def end(self) -> int:
        """Read what is left; give the exit code."""
        with suppress(OSError):  # nobody holds the other end any more
            while select.select([self.here], [], [], 30)[0]:
                self.seen += os.read(self.here, 4096).decode()
            raise AssertionError(self.seen)
        return self.process.wait(30)


@contextmanager
def terminal(*words: str) -> Iterator[Terminal]:
    opened = Terminal(*words)
    try:
        yield opened
    finally:
        opened.process.kill()
        opened.process.wait()
        os.close(opened.here)


@pytest.fixture
def words(service: Running, tmp_path: Path) -> list[str]:
    who = ["--handle", f"worker {uuid4().hex[:12]}", "--home", str(tmp_path / "home")]
    return ["account", "create", "--at", service.url, *who]


def test_the_phrase_is_proved_before_there_is_an_account(words: list[str], tmp_path: Path) -> None:
    with terminal(*words) as at:
        at.until("New passphrase.*: ")
        at.type(".")
        passphrase = at.until("on paper please: (.*?)\r\n")[1]
        at.until("Once more: ")
        at.type(passphrase.upper())
        phrase = at.until("\r\n  ((?:[a-z]+ ){11}[a-z]+)\r\n")[1].split(" ")
        shown = len(at.seen)
        for _ in range(3):
            number = int(at.until(r"Word (\d+): ")[1])
            assert not (tmp_path / "home" / "account.json").exists()
            at.type(phrase[number - 1])

        assert at.end() == 0, at.seen
    assert (tmp_path / "home" / "account.json").exists()
    assert not [word for word in phrase if word in at.seen[shown:].split()]  # nothing typed is shown


def test_a_wrong_word_makes_no_account(words: list[str], tmp_path: Path) -> None:
    with terminal(*words) as at:
        at.until("New passphrase.*: ")
        at.type("my aunt sells 7 blue eels")
        at.until("Once more: ")
        at.type("my aunt sells 7 blue eels")
        at.until("Word .*: ")
        at.type("zoologist")

        assert at.end() == 2
    assert "Nothing was made" in at.seen
    assert "aunt" not in at.seen
    assert not (tmp_path / "home" / "account.json").exists()
