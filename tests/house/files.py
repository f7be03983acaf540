"""Which files are the project's own."""

import subprocess
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
BUILT = ("frontend/lib/schema.d.ts", "frontend/generated/")


@lru_cache
def ours(*suffixes: str) -> list[Path]:
    """List the files that are kept or will be: tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    paths = (ROOT / name for name in sorted(filter(None, listed.split("\0"))))
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]


def name_of(path: Path) -> str:
    """Give a path as people write it."""
    return path.relative_to(ROOT).as_posix()
