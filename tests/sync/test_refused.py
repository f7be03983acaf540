"""What is not as it must be is refused alone, and leaves nothing anywhere (docs/sync.md)."""

import json
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session

from tests.sync.phones import BODIES, a_phone, blob, count, outcomes, rows


@pytest.mark.parametrize(
    "junk", [None, 7, "x", [], {}, {"kind": []}, {"kind": "profile.put"}, {"op_id": 7}, {"op_id": "x"}]
)
def test_what_is_no_operation_is_one_invalid(session: Session, junk: Any) -> None:
    phone = a_phone(session)
    party = phone.put("employer")

    assert outcomes(phone.send(junk, party)) == ["invalid", "applied"]


@pytest.mark.parametrize(
    "field", ["worker_id", "revision", "owner_id", "role", "vouched", "id", "sealed", "unit"]
)
@pytest.mark.parametrize("kind", BODIES)
def test_no_body_may_name_what_is_not_its_own(session: Session, kind: str, field: str) -> None:
    """T24."""
    phone = a_phone(session)
    sent = phone.put(kind, {field: str(uuid4())})

    [result] = phone.send(sent)

    assert result.outcome == "invalid"
    assert [error.code for error in result.errors] == ["extra_forbidden"]
    assert count(session, "operation", phone.worker_id) == 1


@pytest.mark.parametrize("field", ["worker_id", "device_id", "change", "revision"])
def test_no_operation_may_name_what_is_not_its_own(session: Session, field: str) -> None:
    """T24."""
    phone = a_phone(session)

    assert outcomes(phone.send(phone.put("employer") | {field: 7})) == ["invalid"]


def test_a_refused_operation_leaves_nothing_anywhere(
    session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    phone = a_phone(session)
    marker = "marker13800000000"
    refused = [
        phone.put("employer", {"name": marker, "kind": marker}),
        phone.put("employer", {marker: marker}),
        phone.put("employer", sealed=marker),
        phone.put("employer") | {marker: marker},
        phone.put("employer", {"name": marker * 20}),
    ]

    answer = phone.push(*refused)

    assert outcomes(answer.results) == ["invalid"] * 5
    assert marker not in answer.model_dump_json()
    assert marker not in caplog.text
    for table in ("operation", "held_operation", "own_employer"):
        assert marker not in json.dumps(rows(session, table, phone.worker_id), default=str)


@pytest.mark.parametrize("size", [0, 255, 257, 1_025, 4_000, 16_001])
def test_a_sealed_part_of_another_length_is_refused(session: Session, size: int) -> None:
    phone = a_phone(session)

    [result] = phone.send(phone.put("employer", sealed=blob(size)))

    assert [error["pointer"] for error in result.model_dump()["errors"]] == ["/sealed"]


@pytest.mark.parametrize("size", [256, 1_024, 4_096, 16_000])
def test_a_sealed_part_of_a_padded_length_is_taken_whole(session: Session, size: int) -> None:
    phone = a_phone(session)
    sent = phone.put("employer", sealed=blob(size))

    assert outcomes(phone.send(sent)) == ["applied"]
    assert phone.pull().changes[-1].sealed == sent["sealed"]


def test_a_sealed_part_of_another_format_is_refused(session: Session) -> None:
    phone = a_phone(session)

    assert outcomes(phone.send(phone.put("employer", sealed="g" + blob()[1:]))) == ["invalid"]
