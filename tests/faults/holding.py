"""A process that holds a private PostgreSQL until it is told to leave, or is killed."""

import subprocess
import sys
from pathlib import Path

CODE = """
import sys
from pathlib import Path
from api.private_postgres import private_postgres
with private_postgres(Path(sys.argv[1])) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


class Holder:
    """Another process with the same database."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", CODE, str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()

    def leave(self) -> int:
        """Let it end on its own."""
        self.process.communicate(timeout=60)
        return self.process.returncode

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.communicate(timeout=60)
