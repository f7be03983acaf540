"""Write the vectors again: `python -m tests.vectors.keys`; `… age` makes age.json anew with pyrage."""

import json
import sys
from base64 import b64encode

import pyrage

from tests.vectors.keys.given import HERE, ROW, WORKER, Vectors, made
from tests.vectors.keys.primitives import ed25519_public, ed25519_sign
from tests.vectors.keys.second import blobs, cards, derive, phrases, wraps
from tests.vectors.keys.signed import inboxes, inside, message, records, signatures

MAKERS = (derive, wraps, blobs, phrases, cards, signatures, records, inboxes)


def age() -> Vectors:
    """Make a record and its grant with pyrage; age is random, so this is stored and never compared."""
    record, reader = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    story = "第一行\nand a second one".encode()
    plain = inside(story, 1024, signed=ed25519_sign(made("author"), message(ROW, story)))
    found = {
        "file": b64encode(pyrage.encrypt(plain, [record.to_public()])).decode(),
        "grant": b64encode(pyrage.encrypt(str(record).encode(), [reader.to_public()])).decode(),
        "content": b64encode(story).decode(),
    }
    keys = {"record_identity": str(record), "record_recipient": str(record.to_public())}
    keys |= {"reader_identity": str(reader), "reader_recipient": str(reader.to_public())}
    place = {"kind": "claim", "field": "story", "row": ROW, "worker_id": WORKER}
    return [
        {
            "id": "a1",
            "made_by": "pyrage",
            "record_identity": str(record),
            "record_recipient": str(record.to_public()),
        }
        | {"reader_identity": str(reader), "reader_recipient": str(reader.to_public())}
        | {"author": ed25519_public(made("author")).hex(), **place, **found}
    ]


if __name__ == "__main__":
    for maker in [age] if sys.argv[1:] == ["age"] else MAKERS:
        text = json.dumps(maker(), ensure_ascii=False, indent=2)
        (HERE / f"{maker.__name__}.json").write_text(text + "\n")
