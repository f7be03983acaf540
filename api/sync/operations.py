"""The operations that there are, typed: one model for each kind and verb, which parses and is documented."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, GetJsonSchemaHandler, TypeAdapter, create_model
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from api.schema import Blob
from api.sync.schemas import OperationIn
from api.synced import Entity


@dataclass(frozen=True, slots=True)
class Change:
    """An operation that was understood."""

    entity: Entity
    device_id: UUID
    op_id: UUID
    seq: int
    id: UUID
    base: int
    body: Any  # as its schema read it; None: a delete
    sent: dict[str, Any] | None  # as it was sent: the ledger keeps these very words
    sealed: bytes | None
    parents: Sequence[UUID] = ()

    @property
    def size(self) -> int:
        """Measure what is kept of it, in bytes, as PostgreSQL writes it."""
        body = "" if self.sent is None else json.dumps(self.sent, ensure_ascii=False)
        return len(body.encode(errors="replace")) + len(self.sealed or b"")

    @property
    def delete(self) -> bool:
        """Tell whether it removes its row."""
        return self.body is None


@dataclass(frozen=True)
class Shape:
    """One kind of operation."""

    entity: Entity
    model: type[OperationIn]

    def change(self, sent: dict[str, Any], device_id: UUID) -> Change:
        """Understand an operation, or raise pydantic's error."""
        said = self.model.model_validate(sent)
        body = said.body
        return Change(
            entity=self.entity,
            device_id=device_id,
            op_id=said.op_id,
            seq=said.seq,
            id=said.id,
            base=said.base,
            body=body,
            sent=sent.get("body"),
            sealed=said.sealed,
            parents=() if body is None else self.entity.parents(body),
        )


@cache
def shapes(entities: tuple[Entity, ...]) -> dict[str, Shape]:
    """Make the operations of these entities, by what is on the wire."""
    made: dict[str, Shape] = {}
    for entity in entities:
        made[f"{entity.kind}.put"] = Shape(entity, put_of(entity))
        if not entity.added_only:
            made[f"{entity.kind}.delete"] = Shape(entity, delete_of(entity))
    return made


def put_of(entity: Entity) -> type[OperationIn]:
    """Make the model of a put."""
    kind: Any = Literal[f"{entity.kind}.put"]  # mypy cannot know it
    sealed: Any = None if entity.added_only else Blob | None
    return create_model(
        "Put" + camel(entity.kind),
        __base__=OperationIn,
        __doc__=f"Make or change a row: {entity.kind}.",
        kind=(kind, ...),
        body=(entity.body, ...),
        sealed=(sealed, None),
    )


def delete_of(entity: Entity) -> type[OperationIn]:
    """Make the model of a delete. It carries nothing."""
    kind: Any = Literal[f"{entity.kind}.delete"]
    return create_model(
        "Delete" + camel(entity.kind),
        __base__=OperationIn,
        __doc__=f"Remove a row: {entity.kind}.",
        kind=(kind, ...),
        body=(None, None),
        sealed=(None, None),
    )


def camel(kind: str) -> str:
    """Write a kind as a class is named.

    >>> camel("time_entry")
    'TimeEntry'
    """
    return kind.title().replace("_", "")


@dataclass(frozen=True)
class Documented:
    """Document a list of anything as the list of these operations; each is parsed on its own, later."""

    entities: tuple[Entity, ...]

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Write the union, told apart by `kind`."""
        models = [shape.model for shape in shapes(self.entities).values()]
        union: Any = Annotated[reduce(or_, models), Field(discriminator="kind")]
        whole = handler(core)
        return {**whole, "items": handler(TypeAdapter(union).core_schema)}
