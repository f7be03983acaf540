"""What is signed: its words, its order, and that nobody else can have written it."""

import hmac
import json
from datetime import date
from hashlib import sha256

import pytest

from api.statistics.counting import TOTALS, Key
from api.statistics.document import Head, canonical, published, unpublished
from api.statistics.frozen import Frozen
from api.statistics.schemas import ReleaseDocument, RowName
from api.statistics.signing import public_key, release_key, sign, verify
from api.statistics.windows import Window

HEAD = Head(
    number=11,
    window=Window(date(2026, 10, 12), date(2026, 11, 8)),
    frozen_on=date(2026, 11, 11),
    floors=date(2026, 10, 30),
)
QINGXI = RowName(key="qingxi_data", name_en="Qingxi Data", name_zh="清溪")
PEPPER = bytes(range(32))


def a_release() -> ReleaseDocument:
    """Write a release of five figures, one of which is hidden."""
    bases = {
        TOTALS[0]: 83,
        TOTALS[1]: 83,
        Key("employer_issue", "qingxi_data", "rejected"): 22,
        Key("employer_issue", "*", "rejected"): 33,
        Key("employer_issue", "hill_annotation", "*"): 12,  # hidden: remembered only
        Key("region_unpaid", "CN-52", "zero"): 7,
    }
    hidden = Key("employer_issue", "hill_annotation", "*")
    return published(HEAD, Frozen(bases, frozenset(bases) - {hidden}), {"qingxi_data": QINGXI})


def test_a_release_says_what_is_shown_rounded_and_in_order_of_keys() -> None:
    assert json.loads(canonical(a_release())) == {
        "id": "2026-11-08",
        "number": 11,
        "method": 1,
        "state": "published",
        "first_day": "2026-10-12",
        "last_day": "2026-11-08",
        "frozen_on": "2026-11-11",
        "k": 5,
        "rounded_to": 5,
        "needed": 50,
        "workers": 85,
        "floors": "2026-10-30",
        "tables": [
            {
                "name": "employer_issue",
                "columns": ["rejected", "below_floor", "unpaid_training", "deduction", "late_pay", "none"],
                "rows": [{"key": "qingxi_data", "name_en": "Qingxi Data", "name_zh": "清溪"}],
                "cells": [
                    {"row": "*", "column": "*", "workers": 85},
                    {"row": "*", "column": "rejected", "workers": 35},
                    {"row": "qingxi_data", "column": "rejected", "workers": 20},
                ],
            },
            {
                "name": "region_unpaid",
                "columns": ["zero", "under_10", "under_25", "under_50", "half_or_more"],
                "rows": [{"key": "CN-52", "name_en": "", "name_zh": ""}],
                "cells": [
                    {"row": "*", "column": "*", "workers": 85},
                    {"row": "CN-52", "column": "zero", "workers": 5},
                ],
            },
        ],
    }


def test_nothing_that_is_hidden_is_in_the_document() -> None:
    written = canonical(a_release())

    assert "hill_annotation" not in written
    assert "12" not in written.replace("2026-10-12", "")


def test_the_canonical_form_has_sorted_keys_no_spaces_and_plain_letters() -> None:
    written = canonical(unpublished(HEAD, 34))

    assert written == (
        '{"first_day":"2026-10-12","floors":"2026-10-30","frozen_on":"2026-11-11","id":"2026-11-08","k":5,'
        '"last_day":"2026-11-08","method":1,"needed":50,"number":11,"rounded_to":5,"state":"too_few",'
        '"tables":[],"workers":30}'
    )
    assert "清溪" in canonical(a_release())


def test_what_is_read_back_is_written_the_same() -> None:
    written = canonical(a_release())

    assert canonical(ReleaseDocument.model_validate_json(written)) == written


def test_the_key_is_derived_from_the_pepper_as_rfc_5869_says() -> None:
    extracted = hmac.digest(bytes(32), PEPPER, sha256)  # no salt: as many zeros as the hash is long
    seed = hmac.digest(extracted, b"gongyou/1 releases\x01", sha256)

    assert release_key(PEPPER).private_bytes_raw() == seed


def test_a_signature_verifies_and_no_other_document_key_or_signature_does() -> None:
    written = canonical(a_release())
    signature, key = sign(PEPPER, written), public_key(PEPPER)

    assert verify(written, signature, key)
    assert not verify(written.replace("85", "80"), signature, key)
    assert not verify(written, signature, public_key(bytes(32)))
    assert not verify(written, bytes([signature[0] ^ 1]) + signature[1:], key)
    assert not verify(written, b"", b"no key")


def test_a_signature_over_the_same_bytes_for_something_else_does_not_count() -> None:
    written = canonical(a_release())

    assert not verify(written, release_key(PEPPER).sign(written.encode()), public_key(PEPPER))


@pytest.mark.parametrize("base", [49, 40])
def test_too_few_are_never_said_to_be_enough(base: int) -> None:
    document = unpublished(HEAD, base)

    assert (document.state, document.workers, document.tables) == ("too_few", 40, [])
