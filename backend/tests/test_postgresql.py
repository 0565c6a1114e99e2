"""The same on PostgreSQL: a server of its own is started, and the tests that touch the database run on it."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = [
    "backend/catalog/tests/test_search.py",
    "backend/catalog/tests/test_indexing.py",
    "backend/analysis/tests/test_history.py",
    "backend/analysis/tests/test_history_search.py",
    "backend/analysis/tests/test_deletion.py",
    "backend/analysis/tests/test_async.py",
    "backend/analysis/tests/test_drawings.py",
    "backend/feedback",
    "backend/tests/test_concurrency.py",
]
pytestmark = [
    pytest.mark.needs_postgresql,
    pytest.mark.skipif(
        os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="this run is on PostgreSQL itself"
    ),
]


def binaries() -> Path | None:
    """The newest PostgreSQL that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None


def as_user() -> list[str]:
    """PostgreSQL does not run as root."""
    if os.geteuid() != 0:
        return []
    for name in ("postgres", "nobody"):
        if subprocess.run(["id", name], check=False, capture_output=True).returncode == 0:
            return ["runuser", "-u", name, "--"]
    return []


@pytest.fixture(scope="module")
def database_url() -> Iterator[str]:
    programs = binaries()
    if programs is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is not installed")
        pytest.skip("PostgreSQL is not installed")
    folder = Path(subprocess.check_output([*as_user(), "mktemp", "-d"], text=True, cwd="/").strip())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off -c max_connections=60"
    init = ["-D", folder / "data", "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run([*as_user(), programs / "initdb", *init], check=True, cwd="/", stdout=subprocess.DEVNULL)
    control = [*as_user(), programs / "pg_ctl", "-D", folder / "data"]
    subprocess.run(
        [*control, "-o", options, "-l", folder / "log", "-w", "start"], check=True, cwd="/", stdout=subprocess.DEVNULL
    )
    try:
        yield f"postgres://tester@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, cwd="/", stdout=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)


def test_it_works(database_url: str) -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-c",
        "backend/pytest.ini",
        "--rootdir",
        ".",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(
        [*command, "--rootdir", ".", *TESTS],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-3000:]
    assert " passed" in done.stdout
    assert "skipped" not in done.stdout
