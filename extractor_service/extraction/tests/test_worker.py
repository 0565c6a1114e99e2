"""The worker's signals, in a process of their own: forks and handlers are a process's, not a test's."""

import subprocess
import sys

import pytest

from extractor_service.extraction.tests.server import ROOT

SCRIPT = """
import os, signal, sys
from extractor_service.config.worker import GuardedWorker, keep_signals_over_forks

lost = []
signal.signal(signal.SIGTERM, lambda *_: lost.append("to the parent's handler"))
if sys.argv[1] == "kept":
    keep_signals_over_forks()
begin, let_begin = os.pipe()
child = os.fork()
if child == 0:
    os.read(begin, 1)
    worker = GuardedWorker.__new__(GuardedWorker)
    worker.alive, worker.PIPE = True, os.pipe2(os.O_NONBLOCK)
    worker.init_signals()
    os._exit(len(lost) * 2 + worker.alive)
os.kill(child, signal.SIGTERM)
os.write(let_begin, b".")
assert signal.SIGTERM not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
@pytest.mark.parametrize(("how", "statuses"), [("kept", {"0"}), ("lost", {"1", "3"})])
def test_a_wish_to_end_that_comes_before_a_worker_listens(how: str, statuses: set[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, how], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.strip() in statuses, done.stderr
