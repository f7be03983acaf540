"""Every word that the app and the desk say exists in every language, is used, and says who has read it."""

import json
import re
from pathlib import Path
from typing import Any

from tests.house.files import ROOT, ours

LANGUAGES = ("zh-CN", "en")
SAME_IN_BOTH = 0.03  # more equal values than this means that a language was copied, not written
# t('a.b'), title: 'a.b', ['today', 'tab.today', …]: any quoted text that looks like a key counts as a use
KEY = re.compile(r"""['"`]([a-z]+(?:\.[a-z0-9_]+)+)['"`]""")
FAMILY = re.compile(r"`([a-z][a-z0-9_.]*\.)\$\{|`([a-z][a-z0-9_]*_)\$\{")  # t(`activity.${id}`)
ASKED = re.compile(r"""\bt\(\s*'([a-z0-9_.]+)'""")
HOLE = re.compile(r"\{(\w+)\}")


APP, DESK = ROOT / "frontend", ROOT / "frontend" / "desk"


def texts(of: Path) -> dict[str, dict[str, Any]]:
    """Read every text of the app or of the desk, with its key."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((of / "texts").glob("*.json")):
        found |= json.loads(path.read_text())
    return found


def sources(of: Path) -> list[Path]:
    """List the code that may say something: each has words of its own."""
    return [
        path
        for path in ours(".ts", ".tsx")
        if path.is_relative_to(of) and path.is_relative_to(DESK) == (of == DESK) and ".test." not in path.name
    ]


def holes(text: str | dict[str, str]) -> set[str]:
    """Name the {values} that a text takes."""
    every = text.values() if isinstance(text, dict) else [text]
    return {name for part in every for name in HOLE.findall(part)}


def broken(key: str, entry: dict[str, Any]) -> list[str]:
    """Tell what one text lacks."""
    missing = [f"{key} has no {language}" for language in LANGUAGES if not entry.get(language)]
    if missing:
        return missing
    if not holes(entry["en"]) <= holes(entry["zh-CN"]) | {"n"}:
        return [f"{key}: the values of en and zh-CN differ"]
    unknown = set(entry) - {*LANGUAGES, "note", "read"}
    return [f"{key} has unknown parts {sorted(unknown)}"] if unknown else []


def check_complete() -> list[str]:
    """Compare the languages key by key."""
    return [
        complaint
        for of in (APP, DESK)
        for key, entry in texts(of).items()
        for complaint in broken(key, entry)
    ]


def check_not_copied() -> list[str]:
    """Count the values that are equal in two languages."""
    every = {f"{of.name}: {key}": entry for of in (APP, DESK) for key, entry in texts(of).items()}
    same = [key for key, entry in every.items() if entry["en"] == entry["zh-CN"]]
    return (
        [f"{len(same)} of {len(every)} texts are the same in both"]
        if len(same) > SAME_IN_BOTH * len(every)
        else []
    )


def check_used() -> list[str]:
    """Find texts that nobody says, and keys that have no text."""
    return [complaint for of in (APP, DESK) for complaint in unsaid(of)]


def unsaid(of: Path) -> list[str]:
    """Hold one app's texts against its code."""
    code = "\n".join(path.read_text() for path in sources(of))
    every = texts(of)
    families = tuple(one or other for one, other in FAMILY.findall(code))
    said = set(KEY.findall(code))
    unused = [key for key in every if key not in said and not key.startswith(families or "\0")]
    slices = {key.partition(".")[0] for key in every}
    asked = {key for key in ASKED.findall(code) if key.partition(".")[0] in slices}
    return [f"{key} is never used" for key in unused] + [f"{key} has no text" for key in asked - set(every)]
