"""The adverts that the offer check is held to, and what both programs must say of them."""

import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from api.offers.check import check
from api.offers.service import patterns
from api.reference.files import read

FOLDER = Path("tests/vectors/offers")
FILES = ("blind", "later", "last", "final")
HOSTILE = ("", " ", "'", "0", "1,", "１２。", "🐧💰", "薇❤：x", "don't. pay", "a.b.c", "İstanbul", "+#@")


class Advert(NamedTuple):
    """One advert and what it is."""

    id: str
    truth: str
    text: str
    part: str


def adverts(*names: str) -> list[Advert]:
    """Give the adverts of some files."""
    rows = [row for name in names for row in yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))]
    return [Advert(row["id"], row["truth"], row["text"], row.get("part", "")) for row in rows]


def texts() -> list[str]:
    """Give every text that both programs judge alike: adverts, examples of signs, odd ones."""
    signs = read().patterns.patterns
    examples = [text for sign in signs for text in (*sign.hits, *sign.misses)]
    return list(dict.fromkeys([*(advert.text for advert in adverts(*FILES)), *examples, *HOSTILE]))


def verdicts() -> list[dict[str, Any]]:
    """Give what the service says of each text, short enough to be read in a diff."""
    return [
        {"text": text, "level": verdict.level, "score": verdict.score}
        | {"hits": [f"{hit.id} {hit.at} {' + '.join(hit.words)}" for hit in verdict.hits]}
        for text in texts()
        for verdict in [check(text, patterns())]
    ]


def write() -> None:
    """Write the verdicts that the phone's program is held to; look at the difference before keeping it."""
    text = yaml.safe_dump(verdicts(), allow_unicode=True, sort_keys=False, width=1000)
    note = (
        "# Written by `python -m tests.offers.adverts`: what the service says. The phone must say the same.\n"
    )
    (FOLDER / "verdicts.yaml").write_text(note + text, "utf-8")


if __name__ == "__main__":
    write()
    sys.exit(0)
