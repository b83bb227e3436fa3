"""The web server: gunicorn with sync workers, in this very process."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

from django.db import connections
from gunicorn.app.base import BaseApplication

from duban.web.config.bond import end_with
from duban.web.config.jobs import start_beside

#: so many things more than were given back are made before a worker looks for waste: a page makes
#: some thousands, and nearly all go by themselves
FRESH = 50_000


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with `options` instead of its own command line."""

    def __init__(self, **options: Any) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from duban.web.config.wsgi import application  # noqa: PLC0415

        return application


def serve(host: str, port: int, workers: int, *, jobs: bool, ready: Callable[[], None]) -> None:
    """Answer on `host`:`port` until told to stop; `jobs` runs long work in a process beside.

    `ready` is called once the address answers.
    """
    beside = None

    def begin(_server: object) -> None:
        nonlocal beside
        if jobs:
            beside = start_beside()
        ready()

    def tie(server: Any, worker: Any) -> None:
        # an orphan would keep the address for up to half its time-out
        if not end_with(server.pid):
            worker.alive = False

    def settle(_worker: object) -> None:
        # what was loaded stays: to look through it for waste again and again is time lost
        gc.collect()
        gc.freeze()
        gc.set_threshold(FRESH, 20, 50)

    def end(_server: object) -> None:
        if beside is not None:
            beside.terminate()

    # workers must not share a connection that this process opened
    connections.close_all()
    Server(
        bind=f"{host}:{port}",
        workers=workers,
        timeout=120,
        graceful_timeout=20,
        keepalive=5,
        max_requests=5000,
        max_requests_jitter=500,
        control_socket_disable=True,
        when_ready=begin,
        post_fork=tie,
        post_worker_init=settle,
        on_exit=end,
    ).run()
