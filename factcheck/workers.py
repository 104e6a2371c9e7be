"""Tasks in, what came of each out, in order: done by several processes, of which one that dies costs its task alone."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


def results(work: Callable[[T], R], tasks: Sequence[T], processes: int) -> Iterator[R | None]:
    """What `work` makes of each task, in order; None for a task whose process died, as one does that takes all memory.

    An interrupt is the caller's to handle; no process outlives the iterator.
    """
    left = deque(enumerate(tasks))
    idle: dict[Connection, BaseProcess] = {}
    busy: dict[Connection, tuple[BaseProcess, int]] = {}
    done: dict[int, R | None] = {}
    try:
        for number in range(len(tasks)):
            while number not in done:
                while left and len(busy) < processes:
                    pipe, process = idle.popitem() if idle else _hired(work)
                    at, task = left.popleft()
                    busy[pipe] = process, at
                    with suppress(BrokenPipeError):  # it has died since its last task: the pipe tells
                        pipe.send(task)
                ready = wait(list(busy))
                for pipe in [one for one in busy if one in ready]:
                    process, at = busy.pop(pipe)
                    try:
                        done[at] = pipe.recv()
                        idle[pipe] = process
                    except (EOFError, OSError):
                        done[at] = None
                        pipe.close()
            yield done.pop(number)
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
