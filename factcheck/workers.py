"""Tasks in, what came of each out, in order: done by several processes, of which one that dies costs its task alone."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 3  # tasks a process that are taken before what came of them is wanted


def results(work: Callable[[T], R], tasks: Iterable[T], processes: int) -> Iterator[tuple[T, R | None]]:
    """(task, what `work` makes of it) in order; None for a task whose process died, as one does that takes all memory.

    Few tasks are taken ahead of those that are done. An interrupt is the caller's to handle; no process outlives the
    iterator.
    """
    numbered = enumerate(tasks)
    idle: dict[Connection, BaseProcess] = {}
    busy: dict[Connection, tuple[BaseProcess, int]] = {}
    taken: dict[int, T] = {}
    done: dict[int, R | None] = {}
    try:
        for number in count():
            while number not in done:
                while len(busy) < processes and len(taken) < _AHEAD * processes and (found := next(numbered, None)):
                    pipe, process = idle.popitem() if idle else _hired(work)
                    at, task = found
                    taken[at] = task
                    busy[pipe] = process, at
                    with suppress(BrokenPipeError):  # it has died since its last task: the pipe tells
                        pipe.send(task)
                if not busy:
                    return
                ready = wait(list(busy))
                for pipe in [one for one in busy if one in ready]:
                    process, at = busy.pop(pipe)
                    try:
                        done[at] = pipe.recv()
                        idle[pipe] = process
                    except (EOFError, OSError):
                        done[at] = None
                        pipe.close()
            yield taken.pop(number), done.pop(number)
    finally:
        for process in [*idle.values(), *(process for process, _ in busy.values())]:
            process.terminate()
            process.join()


def _hired(work: Callable[[Any], Any]) -> tuple[Connection, BaseProcess]:
    """A new process, and the pipe on which it takes tasks and gives back what came of them."""
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    context = multiprocessing.get_context(method)
    ours, its = context.Pipe()
    process: BaseProcess = context.Process(target=_serve, args=(its, work), daemon=True)  # type: ignore[attr-defined]
    process.start()
    its.close()  # held by the process alone, so that the pipe ends with it
    return ours, process


def _serve(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """Works off tasks for as long as the parent is there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    ends: list[Any] = [pipe, *([parent.sentinel] if parent else [])]
    while pipe in wait(ends):
        pipe.send(work(pipe.recv()))
