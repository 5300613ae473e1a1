"""One thread for numpy's products while reports are being read.

The reader's products are small: OpenBLAS's second thread does nothing for them but spin, and takes a core from the
report that is read beside. What a program that uses sayso does between readings keeps the threads it had.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

_lock = Lock()
_readers = 0
_found: Any = None
_limit: Any = None


def _forget() -> None:
    """In a child of a fork nobody reads yet, whoever did in its parent."""
    global _lock, _readers
    _lock, _readers = Lock(), 0


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


@contextmanager
def one_thread() -> Iterator[None]:
    """The first that enters sets the limit, the last that leaves lifts it; from any number of threads."""
    global _readers, _found, _limit
    if os.environ.get("OPENBLAS_NUM_THREADS") == "1":  # as the commands have it, to start sooner
        yield
        return
    with _lock:
        if _found is None:
            from threadpoolctl import ThreadpoolController

            _found = ThreadpoolController().select(user_api="blas")  # searches the loaded libraries: once
        if _readers == 0:
            _limit = _found.limit(limits=1)
        _readers += 1
    try:
        yield
    finally:
        with _lock:
            _readers -= 1
            if _readers == 0:
                _limit.restore_original_limits()
