"""A run that is cut short, killed in part or robbed of its streams in, all that it still has out, and said to be so."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck import Checker, Config, Report, readers, workers

ROOT = Path(__file__).resolve().parent.parent
SLIP = "There are 48 party offices (45 cells and 2 committees).\n"
NAMES = tuple(f"{letter}.txt" for letter in "abcdefgh")

forking = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="other processes would not know of the trap"
)


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight articles in the current folder, each with one finding, checked two at a time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("factcheck.run._BUNDLE", 2)
    for name in NAMES:
        Path(name).write_text(SLIP, encoding="utf-8")


def deadly(monkeypatch: pytest.MonkeyPatch, name: str, by: signal.Signals, times: int = 9) -> None:
    """Has a process that reads a file killed by a signal, the first few times."""
    contents = readers.contents
    deaths = Path("deaths")

    def trap(path: str) -> bytes:
        died = len(deaths.read_text()) if deaths.exists() else 0
        if path == name and died < times:
            deaths.write_text("." * (died + 1))
            os.kill(os.getpid(), by)
        return contents(path)

    monkeypatch.setattr(readers, "contents", trap)


def found(report: Report) -> list[str]:
    return [finding.check.claim.document for finding in report.findings]


@forking
@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
def test_given_a_text_on_which_processes_die_that_one_is_named_and_all_others_are_checked(
    monkeypatch: pytest.MonkeyPatch, by: signal.Signals
) -> None:
    deadly(monkeypatch, "c.txt", by)
    report = Checker(Config(jobs=2)).check(NAMES)
    assert found(report) == [name for name in NAMES if name != "c.txt"]
    (failure,) = report.failures
    told = "the process that checked it was killed, perhaps for want of memory; split the file, or leave it out"
    assert (failure.path, failure.message) == ("c.txt", f"c.txt: {told}")
    assert report.exit_status == 3


@forking
@pytest.mark.usefixtures("articles")
def test_given_a_process_that_is_killed_once_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    deadly(monkeypatch, "c.txt", signal.SIGTERM, times=1)
    report = Checker(Config(jobs=2)).check(NAMES)
    assert (found(report), report.failures) == (list(NAMES), ())


def doubled(number: int) -> int:
    if number < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def test_given_tasks_that_kill_their_processes_the_results_of_all_others_come_in_order() -> None:
    tasks = [1, -1, 2, -2, -3, 3, 4]
    assert list(workers.results(doubled, tasks, 2)) == list(zip(tasks, [2, None, 4, None, None, 6, 8], strict=True))
    assert list(workers.results(doubled, [], 2)) == []


def test_given_up_halfway_no_process_goes_on() -> None:
    coming = workers.results(doubled, range(50), 3)
    assert next(coming) == (0, 0)
    coming.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


# -- interrupts --------------------------------------------------------------------------------------------------------

INTERRUPTED = """
import os, signal, sys
from factcheck import cli, readers, run

run._BUNDLE = 1
contents = readers.contents

def trap(path):
    if path == "c.txt":
        os.kill({whom}, signal.SIGINT)
        signal.pause()
    return contents(path)

readers.contents = trap
sys.exit(cli.main(["check", *{names!r}, "--format", "json", "--jobs", "{jobs}"]))
"""


@forking
@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize(("jobs", "whom"), [(1, "os.getpid()"), (2, "os.getppid()")])
def test_given_an_interrupt_what_was_found_is_reported_as_partial(jobs: int, whom: str) -> None:
    code = INTERRUPTED.format(whom=whom, jobs=jobs, names=NAMES[:3])
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 130
    assert '"complete": false' in done.stdout
    assert "Traceback" not in done.stderr
    assert done.stderr.endswith("interrupted, so the report is partial\n")
    if jobs == 1:
        assert "2 findings" in done.stderr


# -- the network -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reach", ["connect", "connect_ex", "bind"])
def test_given_the_other_tests_none_of_them_reaches_a_network(reach: str) -> None:
    with socket.socket() as one, pytest.raises(AssertionError, match="nothing here uses a network"):
        getattr(one, reach)(("127.0.0.1", 9))


@pytest.mark.serves
def test_given_a_test_that_serves_it_reaches_this_machine_alone() -> None:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        one.listen()
        other.connect(one.getsockname())
        with pytest.raises(AssertionError, match="nothing here uses a network"):
            other.connect(("192.0.2.1", 9))


SOCKETS = """
import sys
from factcheck import cli

def hook(event, arguments):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        raise AssertionError(event)

sys.addaudithook(hook)
sys.exit(cli.main({words!r}))
"""


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize(
    "words",
    [
        ["check", ".", "--jobs", "2"],
        ["check", "a.txt", "--format", "html", "--output", "a.html"],
        ["check", "a.txt", "--format", "sarif"],
        ["show", "figures", "a.txt"],
        ["why", "a.txt:1"],
        ["changes", "a.txt", "b.txt"],
        ["rules", "show", "share-mismatch"],
        ["baseline", "a.txt"],
        ["config", "show", "a.txt"],
        ["sheet", "a.txt", "-o", "a.html"],
        ["lsp"],
    ],
    ids=lambda words: words[0],
)
def test_given_a_command_that_serves_nothing_it_asks_python_for_no_address_and_no_connection(words: list[str]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", SOCKETS.format(words=words)],
        env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert "AssertionError" not in done.stderr
    assert done.returncode in (0, 1)
