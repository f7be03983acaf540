"""What every schema shares: strict input, and the named types that JSON needs."""

import re
import unicodedata
from base64 import b64decode, b64encode
from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DECIMAL = re.compile(r"\d{1,12}(\.\d{1,6})?")
BLOB_SIZES = (256, 1_024, 4_096, 16_000)  # bytes before sealing
MOST_FIELDS = 40  # more than any body of ours has


class Input(BaseModel):
    """A body as somebody sent it: unknown fields, coerced types and floats are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def has_few_fields(cls, value: Any) -> Any:
        """Refuse a body of thousands of unknown fields at once; each would be an error of its own."""
        if isinstance(value, dict) and len(value) > MOST_FIELDS:
            raise ValueError("too many fields")
        return value


class Output(BaseModel):
    """An answer of ours."""

    model_config = ConfigDict(frozen=True)


class FieldError(Output):
    """One field that was refused: where it is (a JSON pointer, RFC 6901) and a code; never its value."""

    pointer: str
    code: str


def iso_day(value: Any) -> Any:
    """Take `YYYY-MM-DD` and nothing else; pydantic alone would read 0 as 1970."""
    if isinstance(value, date) and type(value) is date:
        return value
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return date.fromisoformat(value)
    raise ValueError("not a day")


def exact(value: Any) -> Any:
    """Take an exact amount as a decimal string of up to 6 places; a JSON number may be a float."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str) and DECIMAL.fullmatch(value):
        return Decimal(value)
    raise ValueError("not a decimal string")


def plain(value: str) -> str:
    """Refuse what no keyboard types and no database keeps: controls, lone surrogates, direction overrides."""
    if any(unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t" for letter in value):
        raise ValueError("control characters")
    if any(letter in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068" for letter in value):
        raise ValueError("direction overrides")
    return value


def from_base64(value: Any) -> Any:
    """Take base64 as JSON carries bytes."""
    if isinstance(value, str):
        return b64decode(value, validate=True)
    return value


def to_base64(raw: bytes) -> str:
    """Write bytes as JSON carries them.

    >>> to_base64(bytes(3))
    'AAAA'
    """
    return b64encode(raw).decode()


def in_base64(size: int) -> WithJsonSchema:
    """Describe bytes of an exact size as JSON carries them."""
    length = (size + 2) // 3 * 4
    return WithJsonSchema(
        {"type": "string", "contentEncoding": "base64", "minLength": length, "maxLength": length}
    )


def is_blob(sealed: bytes) -> bool:
    """Tell whether bytes look like what a phone seals: version, iv, padded body, tag (docs/accounts.md)."""
    return sealed[:1] == b"\x01" and len(sealed) - 29 in BLOB_SIZES


def blob(sealed: bytes) -> bytes:
    """Refuse what was not sealed and padded: there is no place for anything readable."""
    if not is_blob(sealed):
        raise ValueError("not a sealed blob")
    return sealed


Id = Annotated[UUID, Field(strict=False)]
Day = Annotated[
    date,
    BeforeValidator(iso_day, json_schema_input_type=str),
    Field(ge=date(2000, 1, 1), le=date(2100, 12, 31)),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Amount = Annotated[  # a rate or unit price: "0.08", up to 6 places
    Decimal,
    BeforeValidator(exact, json_schema_input_type=str),
    PlainSerializer(lambda amount: f"{amount:f}", return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,12}(\.\d{1,6})?$"}),
]
Minor = Annotated[int, Field(ge=0, le=10**12)]  # money in the currency's smallest unit
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$")]
Text = Annotated[str, AfterValidator(plain)]
Sealed = Annotated[bytes, BeforeValidator(from_base64), Field(max_length=16_384)]
Blob = Annotated[Sealed, AfterValidator(blob)]
