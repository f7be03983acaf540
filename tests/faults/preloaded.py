"""`gongyou serve` in processes that have imported everything already: twenty starts take seconds."""

import os
import signal
import subprocess
import sys

from tests.e2e.phone import ROOT, Service

CODE = """
import os, sys
from api.cli import app
for line in sys.stdin:
    child = os.fork()
    if not child:
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        app(["serve"])
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""


class Preloaded(Service):
    """A service that can be killed and started again at once. Each start is a process of its own."""

    def __init__(self, **settings: str) -> None:
        super().__init__(**settings)
        self.log = (self.home / "log").open("ab")
        own = {"GONGYOU_HOME": str(self.home / "var"), "GONGYOU_PORT": str(self.port)}
        self.parent = subprocess.Popen(
            [sys.executable, "-c", CODE],
            cwd=ROOT,
            env=os.environ | own | self.settings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
            bufsize=1,
        )
        self.child = 0

    def start(self) -> None:
        """Start, and wait until it answers."""
        assert self.parent.stdin is not None
        self.parent.stdin.write("start\n")
        self.child = self.said()
        self.until_it_answers(lambda: False)

    def said(self) -> int:
        assert self.parent.stdout is not None
        for line in self.parent.stdout:
            if line.strip().isdecimal():  # the service itself says where it runs
                return int(line)
        raise RuntimeError((self.home / "log").read_text())

    def end(self, how: signal.Signals) -> None:
        """Send a signal, and wait until the process is gone."""
        if self.child:
            os.kill(self.child, how)
            self.said()
            self.child = 0

    def stop(self) -> None:
        self.end(signal.SIGTERM)
        if self.parent.poll() is None:
            self.parent.communicate(timeout=60)
        self.log.close()
