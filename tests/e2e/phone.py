"""A service and a phone for tests in a real browser: both can be stopped, killed and started again."""

import gzip
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import BrowserContext, Page, Playwright, Request, expect

expect.set_options(timeout=20_000)  # a busy machine is no fault; what never comes still fails
SLOWLY = 60_000  # ms: what derives keys, or deletes everything while another tab may hold it
STARTS = 120  # seconds: the first start makes a database
ROOT = Path(__file__).parents[2]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


def said_in(request: Request) -> dict[str, Any]:
    """Read the JSON of a request, which a phone may have zipped."""
    body = request.post_data_buffer or b"{}"
    said: dict[str, Any] = json.loads(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)
    return said


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Service:
    """`gongyou serve` in a home of its own, as a host would run it."""

    def __init__(self, **settings: str) -> None:
        self.settings = {f"GONGYOU_{name.upper()}": value for name, value in settings.items()}
        self.home = Path(tempfile.mkdtemp(prefix="gongyou-e2e-"))
        self.home.chmod(0o711)  # the database's own user must reach its folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        settings = {"GONGYOU_HOME": str(self.home / "var"), "GONGYOU_PORT": str(self.port)}
        self.log = (self.home / "log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "api.cli", "serve"],
            cwd=ROOT,
            env=os.environ | settings | self.settings,
            stdout=self.log,
            stderr=self.log,
        )
        self.until_it_answers(lambda: self.process is None or self.process.poll() is not None)

    def until_it_answers(self, ended: Callable[[], bool]) -> None:
        """Wait until it serves; raise with its log when it has ended, or never does."""
        late = time.monotonic() + STARTS
        while not ended() and time.monotonic() < late:
            with suppress(OSError), urllib.request.urlopen(f"{self.url}/v1/health", timeout=10):
                return
            time.sleep(0.05)
        raise RuntimeError((self.home / "log").read_text())

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)
            self.process = None
            self.log.close()

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)


class Phone:
    """A browser profile of its own. `sent` is everything that left it."""

    def __init__(self, playwright: Playwright, url: str, *, language: str = "zh-CN") -> None:
        self.playwright = playwright
        self.url = url
        self.language = language
        self.profile = Path(tempfile.mkdtemp(prefix="gongyou-phone-"))
        self.sent: list[Request] = []
        self.errors: list[str] = []
        self.context: BrowserContext | None = None

    def open(self, path: str = "/", **options: object) -> Page:
        arguments = {
            "executable_path": "/usr/bin/chromium",
            "args": QUIET,
            "viewport": {"width": 360, "height": 740},
            "locale": self.language,
            "timezone_id": "Asia/Shanghai",
            "has_touch": True,
        } | options
        self.context = self.playwright.chromium.launch_persistent_context(str(self.profile), **arguments)  # type: ignore[arg-type]  # a dict of its own options
        self.context.set_default_timeout(30_000)
        self.context.on("request", lambda request: self.sent.append(request))  # noqa: PLW0108  (playwright marks the function it is given)
        page = self.context.pages[0]
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        if path:
            page.goto(self.url + path)
        return page

    def open_blank(self) -> Page:
        """Start the browser and leave its page empty."""
        return self.open("")

    def close(self) -> None:
        if self.context:
            with suppress(Exception):  # a browser that was killed has nothing left to close
                self.context.close()
            self.context = None

    def kill(self) -> None:
        """Kill -9 every process of this profile's browser, and only those."""
        for process in psutil.process_iter(["cmdline"]):
            if any(str(self.profile) in word for word in process.info["cmdline"] or []):
                with suppress(psutil.NoSuchProcess):
                    process.kill()
        self.close()

    def copy(self) -> "Phone":
        """Give another phone that has all this one has. The browser must be closed."""
        other = Phone(self.playwright, self.url, language=self.language)
        lock = shutil.ignore_patterns("Singleton*")  # it names a process that is not the copy's
        shutil.copytree(self.profile, other.profile, symlinks=True, ignore=lock, dirs_exist_ok=True)
        return other

    def remove(self) -> None:
        self.close()
        shutil.rmtree(self.profile, ignore_errors=True)
