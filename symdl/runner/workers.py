"""Running claims, one after another in this process or several at once in worker processes.

A worker that runs past the limit of its claim is killed and a new one takes its place, so no claim can
hold up a run. Results come in the order of the claims, whatever the order in which they finish.
"""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from symdl.claims.claim import Claim
from symdl.claims.verdict import Reason, undecided
from symdl.runner.attempt import attempt, blank
from symdl.runner.overtime import Overtime, soft_limit
from symdl.runner.process import Died, Late, WorkerProcess
from symdl.runner.report import Result
from symdl.runner.wire import from_wire


@dataclass(frozen=True, slots=True)
class Task:
    """A claim to decide within a number of seconds. Without a file it can only run in this process.

    ``repairing`` is the time in which to look for the hypothesis that a refuted claim lacks.
    """

    claim: Claim
    seconds: float
    file: Path | None = None
    repairing: float = 0.0

    @property
    def limit(self) -> float:
        """When the claim is stopped by force."""
        return hard_limit(self.seconds + self.repairing)


OnResult = Callable[[Result], None]


def hard_limit(seconds: float) -> float:
    """When a claim is stopped by force: past its own budget, so that a prover can stop by itself."""
    return 1 + 1.25 * seconds


def run(
    tasks: Sequence[Task], *, jobs: int | None = None, seed: int = 0, on_result: OnResult = lambda _: None
) -> tuple[list[Result], bool]:
    """Decide the tasks.

    Args:
        tasks: what to decide.
        jobs: worker processes; None for one a processor, 1 for none (then the time limit is soft).
        seed: of every random choice.
        on_result: called with each result, in the order of the tasks.

    Returns:
        One result a task, in order, and whether the run was interrupted; a task that was not reached has no verdict.
    """
    workers = min(processors() if jobs is None else jobs, len(tasks)) if tasks else 0
    results: list[Result | None] = [None] * len(tasks)
    ordered = _Ordered(results, on_result)
    is_interrupted = False
    try:
        if jobs == 1 or any(task.file is None for task in tasks):
            for index, task in enumerate(tasks):
                ordered.add(index, in_process(task, seed))
        elif workers:
            _in_workers(tasks, workers, seed, ordered.add)
    except KeyboardInterrupt:
        is_interrupted = True
        ordered.flush()
    return [result or blank(task.claim, task.file) for result, task in zip(results, tasks, strict=True)], is_interrupted


def processors() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Ordered:
    """Passes results on in the order of the tasks."""

    def __init__(self, results: list[Result | None], on_result: OnResult) -> None:
        self.results = results
        self.on_result = on_result
        self.next = 0

    def add(self, index: int, result: Result) -> None:
        self.results[index] = result
        while self.next < len(self.results) and (due := self.results[self.next]) is not None:
            self.next += 1
            self.on_result(due)

    def flush(self) -> None:
        """Pass on what finished after a task that never will."""
        for result in self.results[self.next :]:
            if result is not None:
                self.on_result(result)


def _timeout(task: Task, seconds: float) -> Result:
    message = f"No verdict within {task.seconds:g} s; allow more (--timeout, seconds=), or claim its parts one by one."
    verdict = undecided(Reason.TIMEOUT, message).having(seconds=seconds)
    return replace(blank(task.claim, task.file), verdict=verdict)


def in_process(task: Task, seed: int) -> Result:
    """The result of a task decided here; its time limit is soft."""
    limit = task.limit
    try:
        with soft_limit(limit), contextlib.redirect_stdout(sys.stderr):  # what a claim prints is no result
            return attempt(task.claim, seconds=task.seconds, seed=seed, file=task.file, repairing=task.repairing)
    except Overtime:
        return _timeout(task, limit)


# worker processes ---------------------------------------------------------------------------------

Finished = queue.SimpleQueue[tuple[int, Result | BaseException]]


def _in_workers(tasks: Sequence[Task], count: int, seed: int, add: Callable[[int, Result], None]) -> None:
    """Each thread drives one worker process; this thread only receives, so Ctrl-C reaches it."""
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    finished: Finished = queue.SimpleQueue()
    for index in range(len(tasks)):
        waiting.put(index)
    slots = [_Slot(seed) for _ in range(count)]
    for slot in slots:
        threading.Thread(target=_drive, args=(slot, tasks, waiting, finished), daemon=True).start()
    try:
        for _ in tasks:
            index, result = _received(finished)
            if isinstance(result, BaseException):
                raise result
            add(index, result)
    finally:
        for slot in slots:
            slot.close()


def _received(finished: Finished) -> tuple[int, Result | BaseException]:
    while True:  # a wait without end cannot be interrupted on every platform
        with contextlib.suppress(queue.Empty):
            return finished.get(timeout=0.5)


def _drive(slot: _Slot, tasks: Sequence[Task], waiting: queue.SimpleQueue[int], finished: Finished) -> None:
    """Take tasks until none is left or the run is over."""
    while not slot.is_closed:
        try:
            index = waiting.get_nowait()
        except queue.Empty:
            return
        try:
            finished.put((index, slot.decide(tasks[index])))
        except Exception as error:
            finished.put((index, error))


class _Slot:
    """The place of one worker process; a dead worker is replaced when the next task comes."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.worker: WorkerProcess | None = None
        self.is_closed = False
        self.lock = threading.Lock()

    def decide(self, task: Task) -> Result:
        request = {"file": str(task.file), "name": task.claim.name, "seconds": task.seconds, "seed": self.seed}
        request["repairing"] = task.repairing
        limit = task.limit
        worker = self._running()
        try:
            return from_wire(worker.ask(request, seconds=limit))
        except Late:
            self.worker = None
            return _timeout(task, limit)
        except Died as death:
            self.worker = None
            return _died(task, death.code)

    def _running(self) -> WorkerProcess:
        with self.lock:
            if self.is_closed:
                raise Died(0)
            if self.worker is None:
                self.worker = WorkerProcess()
            return self.worker

    def close(self) -> None:
        """Stop the worker for good."""
        with self.lock:
            self.is_closed = True
            if self.worker is not None:
                self.worker.kill()


def _died(task: Task, code: int) -> Result:
    message = f"The worker process died (exit code {code}), most likely out of memory; claim its parts one by one."
    return replace(blank(task.claim, task.file), verdict=undecided(Reason.BUDGET, message))
