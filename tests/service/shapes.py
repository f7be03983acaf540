"""Write a valid body from an OpenAPI schema, and find every place in it that a test can break."""

import json
import re
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]
Place = tuple[str | int, ...]

WORDS = (
    "floors",
    "CNY",
    "CN",
    "0.08",
    "8",
    "abc",
    "a",
    "CN-52",
    "2026-03-02",
    "2026-03",
    "ab" * 16,
    "a" * 64,
)
HOLE = "@hole@"
FORMATS = {
    "date": "2026-03-02",
    "date-time": "2026-03-02T00:00:00Z",
    "uuid": "0195f0a0-0000-7000-8000-000000000001",
    "binary": "AAAA",
    "base64": "AAAA",
}


class Shapes:
    """The schemas of one document."""

    def __init__(self, document: Schema) -> None:
        self.named: dict[str, Schema] = document.get("components", {}).get("schemas", {})

    def real(self, schema: Schema) -> Schema:
        """Follow references, and of a choice take the first that is not null."""
        while "$ref" in schema or "anyOf" in schema or "oneOf" in schema or "allOf" in schema:
            if "$ref" in schema:
                schema = self.named[schema["$ref"].rsplit("/", 1)[1]]
                continue
            of = schema.get("anyOf") or schema.get("oneOf") or schema["allOf"]
            schema = next(one for one in of if one.get("type") != "null")
        return schema

    def valid(self, schema: Schema) -> Any:
        """Write a value with every field in it; an example in the schema wins."""
        if "examples" in schema:
            return schema["examples"][0]
        schema = self.real(schema)
        if "examples" in schema:
            return schema["examples"][0]
        if "const" in schema or "enum" in schema:
            return schema.get("const", schema.get("enum", [None])[0])
        return getattr(self, f"a_{schema.get('type', 'string')}")(schema)

    def a_string(self, schema: Schema) -> str:
        """Write the first known word that keeps to the pattern and the length."""
        least, most = schema.get("minLength", 0), schema.get("maxLength", 10**9)
        for word in (FORMATS.get(schema.get("format", ""), ""), *WORDS, "x" * least):
            if word and least <= len(word) <= most and re.search(schema.get("pattern", ""), word):
                return word
        raise AssertionError(
            f"teach tests/service/shapes.py a word for {schema}, or give the schema an example"
        )

    def a_integer(self, schema: Schema) -> int:
        """Write the smallest allowed number."""
        return int(schema.get("minimum", schema.get("exclusiveMinimum", -1) + 1))

    def a_number(self, schema: Schema) -> float:
        """Write the smallest allowed number."""
        return float(schema.get("minimum", 0))

    def a_boolean(self, schema: Schema) -> bool:
        """Write the answer that claims less."""
        return False

    def a_array(self, schema: Schema) -> list[Any]:
        """Write a list with something in it, so that its fields can be broken."""
        return [self.valid(schema["items"])] * max(1, schema.get("minItems", 0))

    def a_object(self, schema: Schema) -> dict[str, Any]:
        """Write an object with every field, the optional ones too."""
        return {name: self.valid(one) for name, one in schema.get("properties", {}).items()}

    def places(self, schema: Schema, here: Place = ()) -> Iterator[tuple[Place, str]]:
        """List every place below a schema, with the type that belongs there."""
        schema = self.real(schema)
        yield here, str(schema.get("type", "string"))
        for name, one in schema.get("properties", {}).items():
            yield from self.places(one, (*here, name))
        if schema.get("type") == "array":
            yield from self.places(schema["items"], (*here, 0))


def broken(body: Any, place: Place, raw: str) -> bytes:
    """Write a body as JSON with raw text in one place: JSON of ours could not say NaN or half a surrogate."""
    if not place:
        return raw.encode()
    copy = json.loads(json.dumps(body))
    inside = copy
    for part in place[:-1]:
        inside = inside[part]
    inside[place[-1]] = HOLE
    return json.dumps(copy).replace(f'"{HOLE}"', raw).encode()
