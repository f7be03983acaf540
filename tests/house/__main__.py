"""Run every check of this package: `python -m tests.house`. Prints what is wrong; exit 1 if anything is."""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import getmembers, isfunction
from pathlib import Path

Check = Callable[[], list[str]]


def checks() -> Iterator[tuple[str, Check]]:
    """List each function `check_…` without parameters of each module `check_….py` here."""
    for file in sorted(Path(__file__).parent.glob("check_*.py")):
        module = import_module(f"tests.house.{file.stem}")
        for name, function in getmembers(module, isfunction):
            if name.startswith("check_") and function.__module__ == module.__name__:
                yield f"{file.stem}.{name}", function


def run(check: Check) -> list[str]:
    """Run one check; a file that is missing is a complaint too."""
    try:
        return check()
    except OSError as error:
        return [f"cannot be checked: {error.strerror} ({error.filename})"]


def main() -> int:
    """Print every complaint; give the exit code."""
    complaints = [f"{name}: {complaint}" for name, check in checks() for complaint in run(check)]
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
