"""Processes that end when the one that started them is gone, however that ended.

Their parent holds the other end of a pipe. The system is asked to send a signal when
that closes: it needs no thread, and also ends what is busy in native code.
"""

from __future__ import annotations

import fcntl
import os
from multiprocessing import parent_process
from signal import SIG_DFL, SIGIO, signal


def end_with_parent() -> None:
    """Have this process, which was spawned, end at once when its parent does.

    Nothing is tidied then; who starts next does that.
    """
    parent = parent_process()
    if parent is None:  # not spawned, but run by hand
        return
    pipe: int = parent.sentinel
    signal(SIGIO, SIG_DFL)  # which ends the process
    fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    if not parent.is_alive():  # it ended before the system was asked
        os._exit(os.EX_SOFTWARE)
