"""The real server in a process of its own, on this machine alone, ended with the measure."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: seconds a server may take to answer
PATIENCE = 60


def environment(**more: str) -> dict[str, str]:
    """This process's, without settings of ours that somebody set for another purpose."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DUBAN_", "DJANGO_"))
    }
    return kept | {"PYTHONPATH": str(ROOT)} | more


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def running(
    command: list[str], port: int, env: Mapping[str, str], folder: Path = ROOT
) -> Iterator[None]:
    """`command` while it answers on `port`. It and what it started are ended at the end."""
    process = subprocess.Popen(
        command,
        env=env,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(process, port)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(PATIENCE * 10):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server does not answer")


@contextmanager
def duban_serve(folder: Path, env: Mapping[str, str]) -> Iterator[int]:
    """`duban serve` on a data directory as it is started for use, without the jobs beside; its
    port."""
    port = free_port()
    program = [sys.executable, "-m", "duban", "serve", "--data", str(folder)]
    with running([*program, "--port", str(port), "--no-jobs"], port, env):
        yield port
