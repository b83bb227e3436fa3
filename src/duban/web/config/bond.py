"""Ties a process to the one that started it, so that none is left behind a killed server."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def end_with(parent: int) -> bool:
    """Have this process told to end (SIGTERM) when `parent` is gone; False if it is gone already.

    Linux only; elsewhere the process merely finds out late.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    return os.getppid() == parent
