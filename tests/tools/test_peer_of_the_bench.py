"""Redmine beside us: told as not measured where it is absent, else asked the same as we are."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tools.bench import peer
from tools.bench.crowd import Ask, WrongAnswer


@contextmanager
def answering(words: str) -> Iterator[int]:
    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(words.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing on the tests' screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def test_absent_it_is_told_as_not_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peer, "REDMINE", tmp_path)
    [row] = peer.rows()
    assert (row.met, row.limit, row.note) == (None, 10.0, "Redmine is not installed")


def test_both_are_asked_alike() -> None:
    with answering("<html>建停车场</html>") as ours, answering("<html>建停车场</html>") as theirs:
        ask = Ask("/", "", shows="建停车场")
        own, other = peer.each_second((ours, ask), (theirs, ask))
    assert own > 0
    assert other > 0


def test_a_page_without_the_last_task_ends_the_measure() -> None:
    with answering("<html>别的</html>") as port, pytest.raises(WrongAnswer, match="建停车场"):
        peer.each_second((port, Ask("/", "", shows="建停车场")))
