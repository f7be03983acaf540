"""What a host can set, by environment variables that start with GONGYOU_ (docs/settings.md)."""

import binascii
from base64 import b64decode
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting, with the default that is safe on one's own machine."""

    model_config = SettingsConfigDict(env_prefix="GONGYOU_", extra="ignore", frozen=True)

    database_url: str | None = None  # none: a private PostgreSQL under `home`
    home: Path = Path("var")
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65_535)
    https: bool = False
    log_level: Literal["critical", "error", "warning", "info", "debug"] = "warning"
    pool_size: int = Field(10, ge=1, le=200)
    dist: Path = Path(__file__).parent.parent / "dist"
    host_name: str = Field("a private test server", max_length=120)
    host_contact: str = Field("", max_length=200)
    organizer_card: list[str] = Field([], max_length=8)
    pepper: SecretStr = SecretStr("")  # empty: the file `pepper` under `home`
    work_bits: int = Field(8, ge=1, le=20)
    webhooks_to_loopback: bool = False

    @field_validator("pepper")
    @classmethod
    def is_long_enough(cls, pepper: SecretStr) -> SecretStr:
        """Refuse a pepper that could be guessed."""
        try:
            size = len(b64decode(pepper.get_secret_value(), validate=True))
        except (binascii.Error, ValueError):
            raise ValueError("must be base64") from None
        if 0 < size < 32:
            raise ValueError("must be base64 of 32 bytes or more")
        return pepper

    @field_validator("database_url")
    @classmethod
    def with_our_driver(cls, url: str | None) -> str | None:
        """Take the URL as hosts write it; we speak through psycopg 3."""
        for prefix in ("postgres://", "postgresql://"):
            if url and url.startswith(prefix):
                return "postgresql+psycopg://" + url.removeprefix(prefix)
        if url and not url.startswith("postgresql+psycopg://"):
            raise ValueError("must begin with postgresql://")
        return url or None
