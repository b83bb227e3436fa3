"""The crowd waits for whole answers, looks at each, and counts every one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tools.bench.crowd import Ask, WrongAnswer, ask_at_once, percentile

ASKED: list[tuple[str, str, str]] = []


class Site(BaseHTTPRequestHandler):
    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        ASKED.append((f"{self.command} {self.path}", self.headers["Cookie"], body))
        self.send_response(404 if self.path == "/lost/" else 200)
        self.end_headers()
        for _ in range(3):
            self.wfile.write(b"x" * 100_000)
        self.wfile.write(b"</html>" if self.path != "/half/" else b"")

    do_GET = do_POST = _answer  # noqa: N815

    def log_message(self, format: str, *words: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def port() -> Iterator[int]:
    ASKED.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def test_every_request_of_every_person_is_answered_and_timed(port: int) -> None:
    people = [[Ask("/page/", f"key{one}"), Ask("/form/", f"key{one}", "a=1")] for one in range(20)]
    seconds = ask_at_once(port, people)
    assert len(seconds) == len(ASKED) == 40
    assert all(0 < one < 60 for one in seconds)
    forms = [one for one in ASKED if one[0] == "POST /form/"]
    assert {body for _line, _cookie, body in forms} == {"a=1"}
    assert len({cookie for _line, cookie, _body in forms}) == 20


@pytest.mark.parametrize("path", ["/lost/", "/half/"])
def test_a_wrong_answer_ends_the_measure(path: str, port: int) -> None:
    with pytest.raises(WrongAnswer, match=path):
        ask_at_once(port, [[Ask("/page/", "a")], [Ask(path, "b")]])


def test_nobody_asking_is_no_answer() -> None:
    assert ask_at_once(1, [[], []]) == []


@pytest.mark.parametrize(
    ("count", "found"), [(1, 1), (19, 19), (20, 19), (100, 95), (101, 96), (500, 475)]
)
def test_so_many_answers_came_within_the_percentile(count: int, found: int) -> None:
    assert percentile([float(one) for one in range(count, 0, -1)]) == found
