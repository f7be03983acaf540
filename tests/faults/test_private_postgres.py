"""The private PostgreSQL outlives kills, opens to nobody else, and leaves the machine as it was."""

import os
import pwd
import stat
import subprocess
from pathlib import Path

import psutil
import pytest
from sqlalchemy import NullPool, create_engine, make_url, text

from api import private_postgres as launcher
from api.private_postgres import CannotStartError, private_postgres
from tests.faults.holding import Holder

ROOT = os.geteuid() == 0
NOBODY = pwd.getpwnam("nobody").pw_uid


def postmaster(home: Path) -> psutil.Process | None:
    """Find the running server of a home by its pid file."""
    try:
        process = psutil.Process(int((home / "pg18" / "postmaster.pid").read_text().split()[0]))
    except (FileNotFoundError, psutil.NoSuchProcess):
        return None
    return None if process.status() == psutil.STATUS_ZOMBIE else process


def run(url: str, query: str) -> object:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        found = connection.execute(text(query))
        return found.scalar_one() if found.returns_rows else None


def connect_as(user: int, url: str, secret: str) -> subprocess.CompletedProcess[str]:
    """Connect from a process of another user, or of the only one there is when we are not root."""
    folder = str(make_url(url).query["host"])
    return subprocess.run(
        [launcher.programs() / "psql", "-h", folder, "-U", "postgres", "-w", "-At", "-c", "SELECT 'inside'"],
        user=user if ROOT else None,
        group=user if ROOT else None,
        extra_groups=[] if ROOT else None,
        env={"PGPASSWORD": secret},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_folder_above_is_opened_or_closed(open_folder: Path) -> None:
    home = open_folder / "deep" / "var"
    home.parent.mkdir(mode=0o751)
    above = [home.parent, *home.parent.parents, launcher.programs(), *launcher.programs().parents]
    before = {folder: folder.stat().st_mode for folder in above}

    with private_postgres(home):
        during = {folder: folder.stat().st_mode for folder in above}

    assert before == during == {folder: folder.stat().st_mode for folder in above}


def test_data_and_socket_are_closed_to_others_and_so_is_the_secret(open_folder: Path) -> None:
    home = open_folder / "var"
    with private_postgres(home) as url:
        folder = Path(str(make_url(url).query["host"]))
        modes = [stat.S_IMODE(path.stat().st_mode) for path in (home / "pg18", folder, home / "pg18.secret")]
        listening = [c for c in getattr(postmaster(home), "net_connections", list)() if c.status == "LISTEN"]

    assert modes == [0o700, 0o700, 0o600]
    assert listening == []


def test_a_process_of_the_servers_own_user_is_refused_without_the_secret(open_folder: Path) -> None:
    with private_postgres(open_folder / "var") as url:
        secret = make_url(url).password or ""
        knowing = connect_as(NOBODY, url, secret)
        guessing = connect_as(NOBODY, url, "postgres")
        silent = connect_as(NOBODY, url, "")

    assert len(secret) > 30
    assert knowing.stdout == "inside\n"
    assert "authentication failed" in guessing.stderr
    assert "no password supplied" in silent.stderr


@pytest.mark.skipif(not ROOT, reason="only root can become another user")
def test_another_user_of_the_machine_cannot_reach_the_socket(open_folder: Path) -> None:
    with private_postgres(open_folder / "var") as url:
        stranger = connect_as(12345, url, make_url(url).password or "")

    assert "Permission denied" in stranger.stderr


def test_committed_rows_survive_a_kill_of_the_server(open_folder: Path) -> None:
    home = open_folder / "var"
    with private_postgres(home) as url:
        run(url, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
        server = postmaster(home)
        assert server
        server.kill()
        server.wait(20)
    with private_postgres(home) as url:
        found = run(url, "SELECT sum(n) FROM kept")

    assert found == 500_500
    assert postmaster(home) is None


def test_the_next_user_adopts_the_server_of_a_killed_one_and_stops_it(open_folder: Path) -> None:
    home = open_folder / "var"
    holder = Holder(home)
    first = postmaster(home)
    holder.kill()
    with private_postgres(home) as url:
        adopted = postmaster(home)
        answer = run(url, "SELECT 7")

    assert first
    assert adopted == first
    assert answer == 7
    assert postmaster(home) is None


def test_a_second_process_attaches_and_the_last_to_leave_stops_the_server(open_folder: Path) -> None:
    home = open_folder / "var"
    with private_postgres(home) as url:
        server = postmaster(home)
        holder = Holder(home)
        same = postmaster(home)
    left_to_holder = postmaster(home)
    answer = run(holder.url, "SELECT 7")
    code = holder.leave()

    assert holder.url == url
    assert server == same == left_to_holder
    assert answer == 7
    assert code == 0
    assert postmaster(home) is None


def test_a_pid_file_that_names_a_living_stranger_is_no_obstacle(open_folder: Path) -> None:
    home = open_folder / "var"
    with private_postgres(home) as url:
        run(url, "CREATE TABLE kept AS SELECT 7 AS n")
        text_of_lock = (home / "pg18" / "postmaster.pid").read_text().split("\n", 1)[1]
    # PostgreSQL itself sees through a stranger of another user, and through its own parents
    stranger = subprocess.Popen(["sleep", "60"], user=NOBODY if ROOT else None)
    (home / "pg18" / "postmaster.pid").write_text(f"{stranger.pid}\n{text_of_lock}")
    with private_postgres(home) as url:
        found = run(url, "SELECT n FROM kept")
    alive = stranger.poll() is None
    stranger.kill()
    stranger.wait()

    assert alive
    assert found == 7


def test_a_path_too_long_for_a_socket_works(open_folder: Path) -> None:
    home = open_folder / ("long " * 20) / ("工友" * 20) / "var"
    with private_postgres(home) as url:
        folder = Path(str(make_url(url).query["host"]))
        answer = run(url, "SELECT 7")
    folder.rmdir()

    assert len(bytes(home)) > 200
    assert answer == 7


def test_a_start_that_was_killed_half_way_is_begun_again(open_folder: Path) -> None:
    home = open_folder / "var"
    (home / "pg18.new" / "base").mkdir(parents=True)
    (home / "pg18.new" / "PG_VERSION").write_text("18\n")

    with private_postgres(home) as url:
        assert run(url, "SELECT 7") == 7


def test_a_large_log_is_put_aside_at_the_next_start(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = open_folder / "var"
    with private_postgres(home):
        pass
    log = home / "pg18" / "server.log"
    monkeypatch.setattr(launcher, "LARGEST_LOG", 10)
    with private_postgres(home):
        pass

    assert log.with_suffix(".old").exists()
    assert log.read_text().count("starting PostgreSQL") == 1


@pytest.mark.parametrize(("loose", "told"), [(False, False), (True, True)])
def test_the_servers_log_never_tells_what_stood_in_a_failing_row(
    open_folder: Path, *, loose: bool, told: bool
) -> None:
    """The loose server, as PostgreSQL comes, shows that the marker would be seen."""
    ours = ("log_min_messages=warning", "log_error_verbosity=default") if loose else ()
    home = open_folder / "var"
    with private_postgres(home, *ours) as url:
        run(url, "CREATE TABLE kept (n text CHECK (n <> 'marker138'), at int)")
        for broken in ("INSERT INTO kept VALUES ('marker138', 1)", "SELECT CAST('marker138' AS int)"):
            with pytest.raises(Exception, match="marker138"):
                run(url, broken)
        said = (home / "pg18" / "server.log").read_text()

    assert ("marker138" in said) == told


@pytest.mark.skipif(not ROOT, reason="an ordinary user's server runs as that user")
def test_root_is_told_in_one_sentence_which_folder_is_closed(open_folder: Path) -> None:
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)

    with pytest.raises(CannotStartError, match=f"may not enter {closed}: "), private_postgres(closed / "var"):
        pass

    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_a_home_that_is_a_file_or_open_to_others_is_refused_in_one_line(open_folder: Path) -> None:
    (open_folder / "file").write_text("")
    (open_folder / "var" / "socket").mkdir(parents=True)
    os.chown(open_folder / "var" / "socket", NOBODY if ROOT else -1, -1)

    with pytest.raises(CannotStartError, match="cannot be used"), private_postgres(open_folder / "file"):
        pass
    with pytest.raises(CannotStartError, match="alone"), private_postgres(open_folder / "var"):
        pass


def test_a_database_of_another_major_is_never_passed_over(open_folder: Path) -> None:
    (open_folder / "var" / "pg17").mkdir(parents=True)

    with pytest.raises(CannotStartError, match="restore from a dump"), private_postgres(open_folder / "var"):
        pass
