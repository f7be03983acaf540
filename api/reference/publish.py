"""Write the published files into a folder: `python -m api.reference.publish dist-data`."""

import gzip
import sys
from pathlib import Path

from api.reference.checks import check
from api.reference.files import read
from api.reference.published import compact, published


def publish(folder: Path) -> dict[str, int]:
    """Write every file, and give its size as it travels (gzip, level 9)."""
    folder.mkdir(parents=True, exist_ok=True)
    sizes = {}
    for name, body in published(read()).items():
        raw = compact(body)
        (folder / f"{name}.json").write_bytes(raw)
        sizes[name] = len(gzip.compress(raw, 9, mtime=0))
    return sizes


def main(arguments: list[str]) -> int:
    """Check the data, then publish it; 1 if anything is wrong."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m api.reference.publish FOLDER\n")
        return 2
    complaints = check()
    if complaints:
        sys.stderr.write("".join(f"gongyou: {complaint}\n" for complaint in complaints))
        return 1
    sizes = publish(Path(arguments[0]))
    sys.stdout.write("".join(f"{name}.json {size} bytes gz\n" for name, size in sizes.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
