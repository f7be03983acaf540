"""What the second program's vectors begin with: ids, names' bytes, word lists."""

import json
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WORKER = "019ab0c0-1111-7222-8333-444455556666"
OTHER = "019ab0c0-9999-7222-8333-444455556666"
ROW = "019ab0c1-aaaa-7bbb-8ccc-ddddeeeeffff"
Vectors = list[dict[str, Any]]
WORDS = {
    language: files("mnemonic").joinpath(f"wordlist/{name}.txt").read_text("utf-8").split()
    for language, name in {"en": "english", "zh": "chinese_simplified"}.items()
}


def made(name: str, length: int = 32) -> bytes:
    """Give bytes that look random and are the same each time."""
    return sha256(name.encode()).digest()[:length]


def line(*values: object) -> bytes:
    """Write a JSON array as JavaScript does."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
