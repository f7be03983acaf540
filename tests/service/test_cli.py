"""`gongyou` starts, ends clean, and says in one line what stands in its way."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from api import private_postgres as launcher
from api.private_postgres import CannotStartError


def command(home: Path, *words: str, **settings: str) -> subprocess.Popen[str]:
    """Start `gongyou` with settings of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GONGYOU_")}
    own = {f"GONGYOU_{name.upper()}": value for name, value in settings.items()}
    return subprocess.Popen(
        [sys.executable, "-m", "api.cli", *words],
        env={**kept, "GONGYOU_HOME": str(home), **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def served(home: Path, port: int, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """Run the service until it says that it runs; end it if the test did not."""
    process = command(home, "serve", port=str(port), **settings)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == f"Gongyou is running at http://127.0.0.1:{port}\n"
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=60)


def test_it_serves_and_a_signal_ends_it_with_its_database_and_without_a_word(open_folder: Path) -> None:
    port, home = free_port(), open_folder / "var"
    for ending in (signal.SIGTERM, signal.SIGINT):
        with served(home, port) as process:
            answer = httpx2.get(f"http://127.0.0.1:{port}/v1/health?word=marker138", trust_env=False)
            process.send_signal(ending)
            said, complained = process.communicate(timeout=30)

        assert answer.json() == {"status": "ok"}
        assert "server" not in answer.headers
        assert process.returncode == 0
        assert said == ""
        assert [line for line in complained.splitlines() if "make build" not in line] == []
        assert not (home / "pg18" / "postmaster.pid").exists()


def test_a_service_that_may_call_its_own_machine_says_so_loudly_when_it_starts(open_folder: Path) -> None:
    with served(open_folder / "var", free_port(), webhooks_to_loopback="true") as process:
        process.terminate()
        complained = process.communicate(timeout=30)[1]

    assert "WARNING: GONGYOU_WEBHOOKS_TO_LOOPBACK is on" in complained


def test_a_second_start_takes_up_the_database_and_the_pepper_of_the_first(open_folder: Path) -> None:
    port, home = free_port(), open_folder / "var"
    kept = [home / "pepper", home / "pg18.secret", home / "pg18" / "PG_VERSION"]
    with served(home, port):
        before = [(path.read_bytes(), path.stat().st_ino) for path in kept]

    with served(home, port):
        assert [(path.read_bytes(), path.stat().st_ino) for path in kept] == before


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"database_url": "mysql://a:word138@b/c"}, "must begin with postgresql://"),
        ({"database_url": "postgresql://a:word138@b:port/c"}, "GONGYOU_DATABASE_URL"),
        ({"database_url": "postgresql://a:word138@127.0.0.1:9/c"}, "does not let us in"),
        ({"port": "word"}, "GONGYOU_PORT"),
        ({"host": "256.1.1.1"}, "cannot be used"),
    ],
)
def test_a_wrong_setting_is_one_line_and_exit_2(
    open_folder: Path, settings: dict[str, str], words: str
) -> None:
    process = command(open_folder / "var", "serve", **{"port": str(free_port()), **settings})
    said, complained = process.communicate(timeout=30)

    assert process.returncode == 2
    assert said == ""
    assert len(complained.splitlines()) == 1
    assert complained.startswith("gongyou: ")
    assert words in complained
    assert "word138" not in complained


def test_a_taken_port_is_one_line_before_any_database_is_started(open_folder: Path) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        process = command(open_folder / "var", "serve", port=str(door.getsockname()[1]))
        complained = process.communicate(timeout=30)[1]

    assert process.returncode == 2
    assert len(complained.splitlines()) == 1
    assert "port" in complained
    assert not (open_folder / "var").exists()


def test_a_home_that_cannot_be_used_is_one_line(open_folder: Path) -> None:
    (open_folder / "file").write_text("")
    process = command(open_folder / "file", "serve", port=str(free_port()))
    complained = process.communicate(timeout=30)[1]

    assert process.returncode == 2
    assert len(complained.splitlines()) == 1
    assert str(open_folder / "file") in complained


def test_a_missing_postgresql_is_named_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launcher, "find_spec", lambda name: None)

    with pytest.raises(CannotStartError, match="make setup"):
        launcher.programs()


def test_migrate_and_verify_find_everything_in_order(open_folder: Path) -> None:
    for word, said in (("migrate", "up to date"), ("verify", "in order")):
        process = command(open_folder / "var", word)
        out, complained = process.communicate(timeout=60)

        assert (process.returncode, complained) == (0, "")
        assert said in out
