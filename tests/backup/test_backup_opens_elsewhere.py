"""A worker's backup file opens without this project, in any program that reads age files (here pyrage)."""

import json
import os
import subprocess
from pathlib import Path

import pyrage
import pytest

ROOT = Path(__file__).parents[2]
WORDS = "春-山-水-木-石"


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    file = tmp_path_factory.mktemp("backup") / "backup.age"
    vitest = ["node", "node_modules/vitest/vitest.mjs", "run", "--config", "frontend/vitest.config.ts"]
    path = f"{ROOT / '.venv' / 'node'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [*vitest, "lib/backup/elsewhere.test.ts"],
        cwd=ROOT,
        env=os.environ | {"GONGYOU_BACKUP_FILE": str(file), "PATH": path},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return file.read_bytes()


def test_another_program_opens_the_backup_with_the_passphrase_alone(backup: bytes) -> None:
    inside = json.loads(pyrage.passphrase.decrypt(backup, WORDS))

    assert inside["format"] == "gongyou-backup/1"
    assert inside["counts"] == {"time_entry": 3}
    assert inside["ops"] == 3
    assert sorted(row["body"]["minutes"] for row in inside["rows"]) == [30, 60, 90]
    assert {row["body"]["note"] for row in inside["rows"]} == {"夜班"}


def test_another_passphrase_opens_nothing(backup: bytes) -> None:
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(backup, "春-山-水-木-火")


def test_the_file_shows_nothing_of_what_is_in_it(backup: bytes) -> None:
    assert "夜班".encode() not in backup
    assert b"time_entry" not in backup
