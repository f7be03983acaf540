"""Workers who push without pause and note down every acknowledgement: their log is the truth."""

import random
import secrets
import threading
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from client import account, consents
from client.account import Signed
from client.ids import uuid7
from client.service import NoAnswerError, RefusedError
from client.sync import STORED, Change, operation, push

PASSPHRASE = "my aunt sells 7 blue eels"
PAUSE = 0.05  # seconds between two tries


class Log:
    """What all writers were told, and a place to wait for more of it."""

    def __init__(self) -> None:
        self.acknowledged: dict[UUID, dict[str, tuple[str, int]]] = {}  # worker: op id: row, revision
        self.repeats = 0  # answers that were lost: the operation was stored already
        self.lost = 0  # requests without an answer
        self.refused: set[int] = set()  # statuses
        self.count = 0
        self.failures: list[BaseException] = []
        self.more = threading.Condition()

    def note(
        self, signed: Signed, operations: Sequence[dict[str, Any]], results: list[dict[str, Any]]
    ) -> None:
        with self.more:
            known = self.acknowledged.setdefault(signed.worker_id, {})
            for made, result in zip(operations, results, strict=True):
                assert result["outcome"] in STORED, f"{result['outcome']}: what it rests on is gone"
                known[made["op_id"]] = (made["id"], result["revision"])
                self.repeats += result["outcome"] == "duplicate"
            self.count += len(operations)
            self.more.notify_all()

    def wait_for(self, further: int, seconds: float = 60) -> None:
        """Wait until so many more operations were acknowledged."""
        with self.more:
            goal = self.count + further
            assert self.more.wait_for(lambda: self.failures or self.count >= goal, seconds), "no more answers"
            assert not self.failures, self.failures


class Writer(threading.Thread):
    """One device that makes, edits and deletes rows of its own until it is told to stop."""

    def __init__(self, signed: Signed, log: Log, seed: int) -> None:
        super().__init__(daemon=True)
        self.signed, self.log, self.random = signed, log, random.Random(seed)
        self.seq = 0
        self.sent: list[dict[str, Any]] = []
        self.rows: dict[UUID, int] = {}
        self.ending = threading.Event()

    def run(self) -> None:
        try:
            while not self.ending.is_set():
                self.turn([self.change() for _ in range(self.random.randint(1, 4))])
        except BaseException as error:  # a thread's failure must reach the test
            with self.log.more:
                self.log.failures.append(error)
                self.log.more.notify_all()

    def change(self) -> Change:
        """Choose what to do next; a row takes part in one push once."""
        kind = self.random.random()
        if kind < 0.5 or not self.rows:
            made = {"name": f"Centre {uuid4().hex[:6]}", "kind": "centre"}
            return Change("employer", made, {"note": "mine"} if kind < 0.2 else None, uuid7())
        row = self.random.choice(list(self.rows))
        base = self.rows.pop(row)
        body = None if kind < 0.6 else {"name": f"Edited {base}", "kind": "agent"}
        return Change("employer", body, None, row, base)

    def turn(self, changes: list[Change]) -> None:
        operations = []
        for change in changes:
            self.seq += 1
            operations.append(operation(self.signed, self.seq, change))
        self.sent += operations
        results = self.until_answered(operations)
        self.log.note(self.signed, operations, results)
        for change, result in zip(changes, results, strict=True):
            if change.body is not None and change.id is not None:
                self.rows[change.id] = result["revision"]

    def until_answered(self, operations: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Send the same operations again and again, as a phone does, until an answer comes."""
        while True:
            try:
                return push(self.signed, operations).results
            except NoAnswerError:
                self.log.lost += 1
            except RefusedError as error:
                self.log.refused.add(error.status)
                if error.status != 503:
                    raise
            self.ending.wait(PAUSE)


def a_stream(at: str, seed: int, workers: int = 3) -> tuple[Log, list[Writer]]:
    """Give some workers, who keep a copy; the first of them writes on two devices at once."""
    log, writers = Log(), []
    for number in range(workers):
        handle = f"worker {uuid4().hex[:12]}"
        signed = account.sign_up(at, handle, PASSPHRASE, secrets.token_bytes(16))
        writers.append(Writer(signed, log, seed + number))
        writers[-1].turn([consents.given(signed, "copy", 12)])
        if not number:
            second = account.sign_in(at, handle, PASSPHRASE)
            writers.append(Writer(second, log, seed + 100))
    for writer in writers:
        writer.rows.clear()  # the consent's row is no employer
    return log, writers
