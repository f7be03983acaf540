"""What a phone and a desk have to load stays under its budget, in gzipped bytes."""

import gzip
import re
from pathlib import Path

from tests.house.files import ROOT

DIST = ROOT / "dist"
KB = 1000
FIRST_JS, FIRST_CSS, FIRST_REST, LAZY, ALL = 32 * KB, 8 * KB, 15 * KB, 8 * KB, 250 * KB
# Loaded only when asked for, whatever their size: ciphers (age, argon2) are libraries, not screens.
NOT_SCREENS = re.compile(r"^(backup|age|argon2|bip39|english|simplified|words)", re.IGNORECASE)
WITH_ACCOUNT = 120 * KB
DESK, DESK_FIRST, DESK_ALL = DIST / "desk", 30 * KB, 120 * KB
CHART = "u-axis"  # a class name of uPlot's: found in whatever holds the library
LISTS = re.compile(r'\[\["/.*?"\]\]')
LINK = re.compile(r'(?:src|href)="(/(?:desk/)?assets/[^"]+)"')
IMPORT = re.compile(r"""(?:from|import)\s*["'](\./[^"']+\.js)["']""")


def size(path: Path) -> int:
    """Count the bytes that travel."""
    return len(gzip.compress(path.read_bytes(), 9))


def linked(folder: Path = DIST) -> set[Path]:
    """List the scripts and styles that a folder's page asks for, with what those import at once."""
    index = (folder / "index.html").read_text()
    waiting = [DIST / name.lstrip("/") for name in LINK.findall(index)]
    seen: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            if path.suffix == ".js":
                waiting += [path.parent / name for name in IMPORT.findall(path.read_text())]
    return seen


def over(what: str, found: int, most: int) -> list[str]:
    """Complain when something is too large."""
    return [f"{what}: {found:,} bytes gzipped, more than {most:,}"] if found > most else []


def check_first_load() -> list[str]:
    """Add up what the first screen needs."""
    first = linked()
    rest = size(DIST / "index.html") + size(DIST / "manifest.webmanifest")  # the first words are in the page
    return [
        *over("first scripts", sum(size(path) for path in first if path.suffix == ".js"), FIRST_JS),
        *over("first styles", sum(size(path) for path in first if path.suffix == ".css"), FIRST_CSS),
        *over("page, manifest and words", rest, FIRST_REST),
    ]


def check_lazy() -> list[str]:
    """Look at each script that a screen brings."""
    first = linked()
    scripts = [path for path in (DIST / "assets").glob("*.js") if path not in first]
    return [
        complaint
        for path in scripts
        if not NOT_SCREENS.match(path.name)
        for complaint in over(path.name, size(path), LAZY)
    ]


def check_everything() -> list[str]:
    """Add up what an offline start keeps on the phone; what comes with an account, apart."""
    first, later = lists()
    kept = size(DIST / "sw.js") + sum(size(DIST / (name.strip("/") or "index.html")) for name in first)
    rest = sum(size(DIST / name.strip("/")) for name in later)
    return [
        *over("everything kept for offline use", kept, ALL),
        *over("kept with an account", rest, WITH_ACCOUNT),
    ]


def lists() -> tuple[list[str], list[str]]:
    """Read the two lists of the service worker: kept at once, and once there is an account."""
    code = (DIST / "sw.js").read_text()
    found = [re.findall(r'\["(/[^"]*)"', block) for block in LISTS.findall(code)]
    first, later = sorted(found, key=len, reverse=True)
    return first, later


def check_worker_list() -> list[str]:
    """See that the service worker's list is filled, and leaves the service's own addresses alone."""
    listed = [address for part in lists() for address in part]
    theirs = [path for path in listed if re.match(r"/(v1|docs|desk|openapi)", path)]
    missing = [] if "/" in listed and len(listed) > 20 else ["sw.js has no list of the app's files"]
    return missing + [f"sw.js keeps {path}" for path in theirs]


def check_desk() -> list[str]:
    """Add up the desk, and what its first screen needs: neither a chart nor ciphers."""
    first = linked(DESK)
    every = [path for path in DESK.rglob("*") if path.is_file() and path.suffix != ".gz"]
    charts = {path for path in every if path.suffix in {".js", ".css"} and CHART in path.read_text()}
    found = over("the whole desk", sum(map(size, every)), DESK_ALL)
    found += over("the desk's first load", sum(map(size, first)) + size(DESK / "index.html"), DESK_FIRST)
    found += [f"{path.name} holds the chart and is loaded at once" for path in first & charts]
    found += [] if charts else ["no file of the desk holds the chart: look for it by another word"]
    return found


def check_apart() -> list[str]:
    """See that the two apps share no address: a phone never downloads a byte of the desk."""
    workers = {name.strip("/") for part in lists() for name in part}
    theirs = {path.relative_to(DIST).as_posix() for path in DESK.rglob("*")}
    asked = [path.relative_to(DIST).as_posix() for path in linked() if path.is_relative_to(DESK)]
    codes = [path for path in DIST.glob("assets/*.js") if "/desk/assets/" in path.read_text()]
    return [
        *(f"a phone keeps {name} of the desk" for name in sorted(workers & theirs)),
        *(f"the app's first load asks for {name} of the desk" for name in asked),
        *(f"{path.name} names a file of the desk" for path in codes),
    ]
