"""What the command line keeps between two commands: one folder, for its owner alone.

It holds the vault key and the session in the clear: whoever copies the folder has the notebook.
"""

import fcntl
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from client.account import Device, Signed
from client.service import Service

FILE = "account.json"


class NoAccountError(LookupError):
    """Nobody is signed in in this folder."""


class OpenToOthersError(PermissionError):
    """Others may enter the folder, or it is no folder."""


class DamagedHomeError(ValueError):
    """What is kept cannot be read."""


@dataclass
class Kept:
    """One account on this machine."""

    at: str
    worker_id: str
    device_id: str
    device_key: str  # base64, like the next
    vault_key: str
    session: str | None
    highest_seq: int = 0
    given_up: list[int] = field(default_factory=list)  # numbers that the server has yet to hear of
    waiting: list[dict[str, Any]] = field(default_factory=list)  # operations, in order
    refused: dict[str, str] = field(default_factory=dict)  # what became of waiting ones: op id to outcome
    received_at: str | None = None
    missing: list[list[int]] = field(default_factory=list)
    cursor: str | None = None  # of `pull --new`
    leaving: bool = False  # signed out from elsewhere: may send what it owes, then deletes itself

    @classmethod
    def of(cls, signed: Signed) -> "Kept":
        """Keep somebody who has just signed in."""
        return cls(
            at=signed.service.at,
            worker_id=str(signed.worker_id),
            device_id=str(signed.device.id),
            device_key=b64encode(signed.device.key).decode(),
            vault_key=b64encode(signed.vault_key).decode(),
            session=signed.service.session,
        )

    def device(self) -> Device:
        """Give this machine's device."""
        return Device(UUID(self.device_id), b64decode(self.device_key))

    def signed(self) -> Signed:
        """Go on where the last command stopped."""
        service = Service(self.at, self.session)
        return Signed(service, UUID(self.worker_id), self.device(), b64decode(self.vault_key))


@dataclass(frozen=True)
class Home:
    """The folder."""

    path: Path

    def kept(self) -> Kept | None:
        """Read what is kept, if anything is."""
        try:
            return Kept(**json.loads((self.path / FILE).read_text()))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError):
            raise DamagedHomeError(f"{self.path / FILE} is not what this version wrote.") from None

    def keep(self, kept: Kept) -> None:
        """Write it, whole or not at all, and let it outlive a power cut."""
        new = self.path / (FILE + ".new")
        with open(new, "w", opener=partial(os.open, mode=0o600)) as file:
            json.dump(asdict(kept), file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.path / FILE)
        sync_folder(self.path)

    def forget(self) -> None:
        """Delete everything that was kept."""
        for name in (FILE, FILE + ".new"):
            (self.path / name).unlink(missing_ok=True)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Make the folder if need be, and let one command at a time into it."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.path.stat().st_mode & 0o077:
            raise OpenToOthersError(f"Others may enter {self.path}: chmod 700 it, or choose another --home.")
        with open(self.path / "lock", "a", opener=partial(os.open, mode=0o600)) as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def opened(self) -> Iterator[tuple[Kept, Signed]]:
        """Give the account of this folder; a session that was replaced meanwhile is kept."""
        with self.alone():
            kept = self.kept()
            if kept is None:
                raise NoAccountError(
                    "Nobody is signed in here: `gongyou account sign-in`, or another --home."
                )
            signed = kept.signed()
            try:
                yield kept, signed
            finally:
                if (self.path / FILE).exists() and kept.session != signed.service.session:
                    kept.session = signed.service.session
                    self.keep(kept)


def sync_folder(path: Path) -> None:
    """Let a rename outlive a power cut."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
