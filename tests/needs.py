"""See that the machine has what the browser tests need, or install it as root; else one line and exit 2."""

import os
import shutil
import subprocess
import sys

PACKAGES = {"chromium": "chromium", "a Chinese font": "fonts-noto-cjk"}


def missing() -> list[str]:
    """Name what is not there."""
    found = []
    if not (shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")):
        found.append("chromium")
    if not shutil.which("fc-list") or not fonts():
        found.append("a Chinese font")
    return found


def fonts() -> str:
    """List the fonts that can write Chinese."""
    return subprocess.run(
        ["fc-list", ":lang=zh-cn"], capture_output=True, text=True, check=False
    ).stdout.strip()


def install(things: list[str]) -> None:
    """Fetch Debian's packages, quietly."""
    packages = [PACKAGES[thing] for thing in things] + (["fontconfig"] if not shutil.which("fc-list") else [])
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print(f"gongyou: installing {', '.join(packages)} …", flush=True)
    for step in (["update", "-q"], ["install", "-qy", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *step], env=environment, capture_output=True, check=False)


def main() -> int:
    """Install what is missing if we may; say what is still missing."""
    things = missing()
    if things and os.geteuid() == 0 and shutil.which("apt-get"):
        install(things)
        things = missing()
    if things:
        packages = " ".join(PACKAGES[thing] for thing in things)
        print(
            f"gongyou: the browser tests need {' and '.join(things)}: apt-get install {packages}",
            file=sys.stderr,
        )
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
