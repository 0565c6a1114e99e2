"""The limits in real processes: each test confines a child, never this one."""

import signal
import subprocess
import sys
import textwrap

import pytest

from extractor_service.extraction import limits

HEAD = """
import hashlib, os, resource, sys, time
from extractor_service.extraction import limits
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")


def child(code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", HEAD + textwrap.dedent(code)], capture_output=True, text=True, timeout=20, check=False
    )


@linux
def test_memory_is_what_the_process_holds_and_no_more_than_the_cap() -> None:
    done = child("""
        limits.confine(memory_bytes=50_000_000)
        few = bytearray(20_000_000)
        try:
            many = bytearray(80_000_000)
        except MemoryError:
            print("refused")
    """)
    assert (done.stdout, done.stderr) == ("refused\n", "")


def test_python_code_is_stopped_in_good_order_again_and_again() -> None:
    done = child("""
        limits.confine(memory_bytes=50_000_000)
        for _ in range(3):
            try:
                with limits.budget(cpu_seconds=0.1, file_bytes=1000):
                    while True: pass
            except limits.BudgetSpent:
                print("stopped", limits.spent())
    """)
    assert done.stdout == "stopped True\n" * 3, done.stderr


def test_code_that_never_comes_back_to_python_is_ended_by_the_kernel() -> None:
    done = child("""
        limits.confine(memory_bytes=50_000_000)
        with limits.budget(cpu_seconds=0.1, file_bytes=1000):
            hashlib.pbkdf2_hmac("sha256", b"x", b"y", 100_000_000)
        print("came back")
    """)
    assert done.returncode == -signal.SIGXCPU
    assert done.stdout == ""


def test_the_time_is_given_anew_for_each_clip() -> None:
    done = child("""
        limits.confine(memory_bytes=50_000_000)
        for _ in range(4):
            end = time.process_time() + 0.06
            with limits.budget(cpu_seconds=0.1, file_bytes=1000):
                while time.process_time() < end: pass
        print(resource.getrlimit(resource.RLIMIT_CPU)[0] == resource.RLIM_INFINITY, limits.spent())
    """)
    assert done.stdout == "True False\n", done.stderr


def test_files_are_limited_within_a_budget_only() -> None:
    done = child("""
        import tempfile
        limits.confine(memory_bytes=50_000_000)
        with tempfile.TemporaryFile(buffering=0) as file:
            with limits.budget(cpu_seconds=5, file_bytes=1000):
                file.write(b"x" * 1000)
                try:
                    file.write(b"x")
                except OSError:
                    print("refused")
            print(file.write(b"x"))
    """)
    assert done.stdout == "refused\n1\n", done.stderr


def test_files_and_core_dumps_of_the_process() -> None:
    done = child("""
        limits.confine(memory_bytes=50_000_000)
        print(resource.getrlimit(resource.RLIMIT_CORE), resource.getrlimit(resource.RLIMIT_NOFILE)[0] <= 256)
    """)
    assert done.stdout == "(0, 0) True\n", done.stderr


def test_an_open_process_has_no_budget() -> None:
    with limits.budget(cpu_seconds=0.01, file_bytes=1):
        assert sum(range(1_000_000)) > 0
