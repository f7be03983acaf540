"""What is written from the service is as the service would write it now."""

import os
import subprocess
import tempfile
from pathlib import Path

from api.main import create_app
from api.openapi import as_text
from api.settings import Settings
from tests.house.files import ROOT

STALE = "is not what the service says now: run `make types`"


def check_openapi() -> list[str]:
    """Compare api/openapi.json with the service."""
    path = ROOT / "api" / "openapi.json"
    same = path.exists() and path.read_text() == as_text(create_app(Settings()))
    return [] if same else [f"api/openapi.json {STALE}"]


def check_types() -> list[str]:
    """Compare frontend/lib/schema.d.ts with what openapi-typescript writes."""
    tool = ROOT / "node_modules" / ".bin" / "openapi-typescript"
    path = f"{ROOT / '.venv' / 'node'}:{os.environ.get('PATH', '')}"
    with tempfile.TemporaryDirectory() as folder:
        new = Path(folder) / "schema.d.ts"
        done = subprocess.run(
            [tool, ROOT / "api" / "openapi.json", "-o", new],
            env={**os.environ, "PATH": path},
            capture_output=True,
            check=False,
        )
        if done.returncode or not new.exists():
            return ["openapi-typescript failed on api/openapi.json"]
        same = new.read_text() == (ROOT / "frontend" / "lib" / "schema.d.ts").read_text()
    return [] if same else [f"frontend/lib/schema.d.ts {STALE}"]
