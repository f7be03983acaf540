"""Unique words to type, and every form in which one could lie in bytes that nobody should be able to read."""

import re
import secrets
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
LONGEST = 12  # what the shortest field for words has room for
PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
RUN = re.compile(rb"[A-Za-z0-9+/_-]{12,}|(?:[a-z0-9]\0){12,}")  # all that a form of a mark can lie in
ENCODED = re.compile(rb"[A-Za-z0-9+/_-]{24,}")


def mark() -> str:
    """Make a word that is nowhere yet; the handle is folded to lower case, so it has no capitals."""
    return "zq" + "".join(secrets.choice(LETTERS) for _ in range(LONGEST - 2))


def forms(secret: bytes) -> set[bytes]:
    """Give the bytes themselves, as hex, and as base64 at each alignment, less what neighbours decide."""
    found = {secret, secret.hex().encode()}
    for before in range(3):
        text = b64encode(bytes(before) + secret)
        sure = text[-(-before * 8 // 6) : (before + len(secret)) * 8 // 6]
        found |= {sure, sure.replace(b"+", b"-").replace(b"/", b"_")}
    return found


def needles(word: str) -> set[bytes]:
    """Give every form of a word: UTF-8 and UTF-16, plain and in base64, and as JSON escapes it."""
    escaped = word.encode("ascii", "backslashreplace")
    return forms(word.encode()) | forms(word.encode("utf-16-le")) | {escaped}


class Search:
    """Looks for named secrets: marks, and others of any form. What it gives is names, never a secret."""

    def __init__(self, marks: dict[str, str], others: dict[str, str | bytes]) -> None:
        self.marks = {name: needles(word) for name, word in marks.items()}
        self.others = {
            name: needles(one) if isinstance(one, str) else forms(one) for name, one in others.items()
        }

    def within(self, data: bytes) -> set[str]:
        """Name what lies in these bytes as they are."""
        runs = b"\n".join(RUN.findall(data))  # marks are many, and what could hold one is little
        found = {name for name, all_forms in self.marks.items() if any(one in runs for one in all_forms)}
        return found | {
            name for name, all_forms in self.others.items() if any(one in data for one in all_forms)
        }

    def deep(self, data: bytes) -> set[str]:
        """Name what lies in them, or in what is packed or encoded in them."""
        return set().union(*(self.within(part) for part in (data, *opened(data))))

    def files(self, folder: Path) -> dict[str, set[str]]:
        """Search every file under a folder, and the names of the files."""
        found = {}
        for path in sorted(folder.rglob("*")):
            name = str(path.relative_to(folder))
            hits = self.within(name.encode())
            if path.is_file() and not path.is_symlink():
                with suppress(FileNotFoundError):  # a database tidies up while it runs
                    hits |= self.within(path.read_bytes())
            if hits:
                found[name] = hits
        return found


def opened(data: bytes, depth: int = 2) -> Iterator[bytes]:
    """Give what is packed (gzip, zlib) or written in base64 inside, and what is inside of that."""
    for part in (*unpacked(data), *decoded(data)):
        yield part
        if depth > 1:
            yield from opened(part, depth - 1)


def unpacked(data: bytes) -> Iterable[bytes]:
    for place in PACKED.finditer(data):
        with suppress(zlib.error):
            yield zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(data[place.start() :])


def decoded(data: bytes) -> Iterable[bytes]:
    for place in ENCODED.finditer(data):
        text = place.group().replace(b"-", b"+").replace(b"_", b"/")
        yield b64decode(text[: len(text) // 4 * 4])
