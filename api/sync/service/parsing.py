"""Operations, one by one: what cannot be understood is refused alone and never repeated."""

from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import RowMapping

from api.problems import MOST_ERRORS, pointer
from api.schema import FieldError
from api.sync.operations import Change, shapes
from api.sync.schemas import OperationIn, Refused
from api.synced import Entity


def understood(sent: Any, device_id: UUID, entities: tuple[Entity, ...]) -> Change | Refused:
    """Read an operation of a push."""
    kind = sent.get("kind") if isinstance(sent, dict) else None
    shape = shapes(entities).get(kind) if isinstance(kind, str) else None
    try:
        if shape is not None:
            return shape.change(sent, device_id)
        OperationIn.model_validate(sent)
    except ValidationError as error:
        return Refused(op_id=readable_id(sent), errors=[where(each) for each in listed(error)])
    return Refused(op_id=readable_id(sent), errors=[FieldError(pointer="/kind", code="unknown_kind")])


def listed(error: ValidationError) -> list[Any]:
    """List what is wrong, without the values."""
    return list(error.errors(include_url=False, include_context=False, include_input=False)[:MOST_ERRORS])


def where(problem: dict[str, Any]) -> FieldError:
    """Say where an operation is wrong. The name of an unknown field was typed by somebody: it is left out."""
    place = list(problem["loc"])
    if problem["type"] == "extra_forbidden":
        place.pop()
    return FieldError(pointer=pointer(place), code=str(problem["type"]))


def readable_id(sent: Any) -> UUID | None:
    """Give the op id of what could not be understood, if that much could be."""
    said = sent.get("op_id") if isinstance(sent, dict) else None
    try:
        return UUID(said) if isinstance(said, str) else None
    except ValueError:
        return None


def again(row: RowMapping, entities: tuple[Entity, ...]) -> Change | None:
    """Read a held operation once more; None: the schema has since come to refuse it."""
    sent = {"op_id": row["op_id"], "seq": row["seq"], "kind": row["kind"], "id": row["entity_id"]}
    shape = shapes(entities).get(row["kind"])
    if shape is None:
        return None
    try:
        return shape.change(
            {**sent, "base": row["base"], "body": row["body"], "sealed": row["sealed"]}, row["device_id"]
        )
    except ValidationError:
        return None
