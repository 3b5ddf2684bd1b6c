"""The project's own PostgreSQL: started, shared, killed, found again."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import psutil
import psycopg
import pytest

from tenants.database import reach
from tenants.database.account import Account, place_for
from tenants.database.binaries import DatabaseUnavailable
from tenants.database.binaries import find as find_binaries
from tenants.database.embedded import Server
from tenants.database.roles import Roles, create_database, create_roles, drop_database, drop_roles
from tenants.kit.settings import Settings
from tests.database import FOLDER, PASSWORDS, Cluster

ROOT = Path(__file__).resolve().parents[3]

# Another process of the same project: says when it has the server, and holds it until told otherwise.
OTHER = """
import sys
from pathlib import Path
from tenants.database.embedded import Server
with Server(Path(sys.argv[1]), durable=False).running() as server:
    print(server.pid_file.read_text().split()[0], flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not pytest's own temporary folder: that one is closed to the user who runs the server for root."""
    made = FOLDER / f"{os.getpid()}-{uuid4().hex[:8]}"
    made.mkdir(parents=True)
    yield made
    shutil.rmtree(made)


def server_in(folder: Path, *, durable: bool = False) -> Server:
    return Server(folder, durable=durable)


def pid_of(server: Server) -> int:
    return int(server.pid_file.read_text().split()[0])


def other_process(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OTHER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def let_go(process: subprocess.Popen[str]) -> None:
    process.communicate("\n", timeout=30)


def gone(pid: int, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def test_it_starts_answers_and_leaves_no_process_behind(folder: Path) -> None:
    server = server_in(folder)
    with server.running():
        pid = pid_of(server)
        with psycopg.connect(server.superuser_url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not psutil.pid_exists(pid), "stopped, and reaped"
    assert not server.pid_file.exists()


def test_it_listens_on_a_socket_that_only_its_user_reaches_and_asks_for_a_password(folder: Path) -> None:
    with server_in(folder).running() as server:
        assert stat.S_IMODE(server.socket_folder.stat().st_mode) == 0o700
        assert psutil.Process(pid_of(server)).net_connections(kind="inet") == []
        with psycopg.connect(server.superuser_url) as connection:
            rules = connection.execute("SELECT DISTINCT auth_method FROM pg_hba_file_rules").fetchall()
            hashed = connection.execute("SELECT rolpassword FROM pg_authid WHERE rolcanlogin").fetchall()
        assert rules == [("scram-sha-256",)]
        assert all(password.startswith("SCRAM-SHA-256$") for (password,) in hashed)
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(server.url("postgres", "guessed", "postgres"))
        assert stat.S_IMODE((server.home / "passwords.json").stat().st_mode) == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root must lend another user")
def test_for_root_it_runs_as_nobody_and_no_folder_above_changes(folder: Path) -> None:
    before = [(parent, parent.stat().st_mode, parent.stat().st_uid) for parent in [folder, *folder.parents]]
    with server_in(folder).running() as server:
        assert psutil.Process(pid_of(server)).username() == "nobody"
        assert server.data.owner() == "nobody"
    assert before == [(path, path.stat().st_mode, path.stat().st_uid) for path, _, _ in before]


def test_a_folder_that_nobody_can_reach_gets_its_place_elsewhere(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    nobody = Account(65534, 65534)
    assert not place_for(closed / ".mentorhub" / "postgres", nobody).is_relative_to(tmp_path)
    assert place_for(closed / "postgres", nobody) == place_for(closed / "postgres", nobody)
    assert place_for(closed / "postgres", Account()) == closed / "postgres"


def test_a_second_process_joins_and_the_last_one_out_stops_it(folder: Path) -> None:
    other = other_process(folder)
    assert other.stdout is not None
    pid = int(other.stdout.readline())
    with server_in(folder).running() as server:
        assert pid_of(server) == pid
        let_go(other)
        with psycopg.connect(server.superuser_url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,), "still here, though its starter left"
    assert gone(pid)


def test_two_processes_that_start_at_once_share_one_server(folder: Path) -> None:
    others = [other_process(folder) for _ in range(3)]
    pids = {other.stdout.readline() for other in others if other.stdout is not None}
    assert len(pids) == 1
    for other in others:
        let_go(other)
    assert gone(int(pids.pop()))


def test_two_projects_run_side_by_side(folder: Path) -> None:
    with server_in(folder / "one").running() as one, server_in(folder / "two").running() as two:
        assert pid_of(one) != pid_of(two)
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(two.url("postgres", one.secrets.superuser, "postgres"))


def test_what_was_committed_survives_the_server_being_killed(folder: Path) -> None:
    first = server_in(folder, durable=True)
    with first.running():
        with psycopg.connect(first.superuser_url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        os.kill(pid_of(first), signal.SIGKILL)
    second = server_in(folder, durable=True)
    with second.running(), psycopg.connect(second.superuser_url) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_a_server_whose_starter_was_killed_is_joined_and_then_stopped(folder: Path) -> None:
    other = other_process(folder)
    assert other.stdout is not None
    pid = int(other.stdout.readline())
    other.kill()
    other.communicate()
    with server_in(folder).running() as server:
        assert pid_of(server) == pid
    assert gone(pid)


def test_a_server_whose_users_were_all_killed_can_be_stopped(folder: Path) -> None:
    other = other_process(folder)
    assert other.stdout is not None
    pid = int(other.stdout.readline())
    server_in(folder).stop_abandoned()
    assert psutil.pid_exists(pid), "somebody still uses it"
    other.kill()
    other.communicate()
    server_in(folder).stop_abandoned()
    assert gone(pid)


def test_a_pid_file_that_names_somebody_else_does_not_stop_a_start(folder: Path) -> None:
    with server_in(folder).running() as server:
        lines = server.pid_file.read_text().splitlines()
    for stranger in (os.getpid(), 1):
        server.pid_file.write_text("\n".join([str(stranger), *lines[1:]]) + "\n")
        with server_in(folder).running() as again:
            assert pid_of(again) != stranger


def test_a_creation_that_was_interrupted_is_begun_again(folder: Path) -> None:
    server = server_in(folder)
    (server.home / "data.new" / "base").mkdir(parents=True)
    (server.home / "data.new" / "PG_VERSION").write_text("18")
    with server.running(), psycopg.connect(server.superuser_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_path_too_long_for_a_socket_gets_a_short_one(folder: Path) -> None:
    deep = folder / ("long" * 30)
    with server_in(deep).running() as server:
        elsewhere = server.socket_folder
        assert not elsewhere.is_relative_to(deep)
        assert server.socket_folder == elsewhere, "and keeps it"
        with psycopg.connect(server.superuser_url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not elsewhere.exists()


def test_a_server_that_does_not_start_says_why(folder: Path) -> None:
    with server_in(folder).running() as server:
        pass
    (server.data / "postgresql.conf").write_text("nonsense = 1\n")
    with pytest.raises(DatabaseUnavailable, match="nonsense"), server_in(folder).running():
        pass


def test_data_of_another_version_says_the_way_out() -> None:
    with pytest.raises(DatabaseUnavailable, match="written by PostgreSQL 9"):
        find_binaries(9)


def test_database_url_comes_first_and_starts_nothing(folder: Path) -> None:
    given = Settings(
        _env_file=None,
        data_folder=folder,
        database_url="postgresql://app@elsewhere/x",
        owner_database_url="postgresql://owner@elsewhere/x",
    )
    with reach.running(given) as urls:
        assert urls.environment() == {
            "DATABASE_URL": "postgresql://app@elsewhere/x",
            "OWNER_DATABASE_URL": "postgresql://owner@elsewhere/x",
        }
    assert list(folder.iterdir()) == []


def test_without_one_the_project_brings_its_own_with_the_roles(folder: Path) -> None:
    with reach.running(Settings(_env_file=None, data_folder=folder)) as urls:
        with psycopg.connect(urls.app) as connection:
            assert connection.execute("SELECT current_user::text").fetchone() == ("mentorhub_app",)
        assert urls.owner is not None
        with psycopg.connect(urls.owner) as connection:
            assert connection.execute("SELECT current_user::text").fetchone() == ("mentorhub_owner",)


def test_processes_that_make_the_roles_at_once_take_turns(postgres: Cluster) -> None:
    roles = Roles.named(f"turns_{os.getpid()}")
    with ThreadPoolExecutor(4) as pool:
        made = [pool.submit(create_roles, postgres.superuser_url, roles, PASSWORDS) for _ in range(8)]
        for result in made:
            result.result()
        made = [pool.submit(create_database, postgres.superuser_url, roles.app, roles) for _ in range(8)]
        for result in made:
            result.result()
    drop_database(postgres.superuser_url, roles.app)
    drop_roles(postgres.superuser_url, roles)
