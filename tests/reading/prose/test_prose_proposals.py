"""A model on the user's own network may propose; the rules go first and every quote is verified."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from duban.plan import Format, Place, Plan, SourceFile
from duban.reading.prose import read_prose
from duban.reading.prose.proposals import Endpoint, endpoint_from
from duban.reading.source import Paragraph, Source

LINES = (
    "云泽区2026年工作计划",
    "一、产业",
    "2026年是规划的开局之年。引进软件企业12家。这些举措将盘活北塘老厂区。",
)
SOURCE = Source(
    SourceFile("计划.txt", "0", Format.TXT),
    tuple(Paragraph(line, Place(line=number)) for number, line in enumerate(LINES, 1)),
)


class Model:
    """A server on this machine that answers as it is told and remembers what it was asked."""

    def __init__(self) -> None:
        self.answer: Any = {}
        self.status = 200
        self.asked: list[tuple[str, str | None, Any]] = []
        self.address = ""

    def quotes(self, *items: tuple[str, str]) -> None:
        told = {"items": [{"quote": quote, "kind": kind} for quote, kind in items]}
        self.content(json.dumps(told, ensure_ascii=False))

    def content(self, text: str) -> None:
        self.answer = {"choices": [{"message": {"content": text}}]}


@pytest.fixture
def model() -> Iterator[Model]:
    found = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            found.asked.append((self.path, self.headers.get("Authorization"), body))
            answer = json.dumps(found.answer).encode()
            self.send_response(found.status)
            self.send_header("Location", "http://192.0.2.1/elsewhere")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found.address = f"http://127.0.0.1:{server.server_port}/v1"
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def read(model: Model) -> Callable[[], Plan]:
    return lambda: read_prose(SOURCE, Endpoint(model.address, "local", "token", 5))


def test_nothing_is_asked_without_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUBAN_MODEL_URL", raising=False)
    plan = read_prose(SOURCE)
    assert [task.text for task in plan.tasks] == ["引进软件企业12家"]
    assert plan.doubts == ()


def test_a_proposal_is_taken_in_and_marked(model: Model, read: Callable[[], Plan]) -> None:
    model.quotes(("盘活北塘老厂区", "task"))
    first, proposed = read().tasks
    assert (first.text, first.note) == ("引进软件企业12家", "")
    assert (proposed.number, proposed.text) == (2, "盘活北塘老厂区")
    assert proposed.note == "模型建议，请核对"
    assert proposed.path == ("一、产业",)
    assert proposed.period == first.period
    start = LINES[2].index("盘活")
    assert (proposed.place.line, proposed.place.start) == (3, start)
    [doubt] = read().doubts
    assert doubt.code == "proposed"


@pytest.mark.parametrize(
    "quote",
    ["盘活北塘旧厂区", "引进软件企业12家", "引进软件企业", "将盘", "一、产业", ""],
    ids=["not-in-the-source", "read-by-rule", "part-of-one", "too-short", "heading", "empty"],
)
def test_other_quotes_are_passed_over(model: Model, read: Callable[[], Plan], quote: str) -> None:
    model.quotes((quote, "task"))
    plan = read()
    assert [task.text for task in plan.tasks] == ["引进软件企业12家"]
    assert plan.doubts == ()


def test_an_achievement_looks_back(model: Model, read: Callable[[], Plan]) -> None:
    model.quotes(("盘活北塘老厂区", "achievement"))
    assert [task.text for task in read().achievements] == ["盘活北塘老厂区"]


def test_the_request_is_the_usual_one(model: Model, read: Callable[[], Plan]) -> None:
    model.quotes()
    read()
    [(path, key, body)] = model.asked
    assert (path, key) == ("/v1/chat/completions", "Bearer token")
    assert body["model"] == "local"
    assert "引进软件企业12家" in body["messages"][1]["content"]


@pytest.mark.parametrize("content", ['```json\n{"items": []}\n```', "没有。", "{不是JSON}", "[1]"])
def test_odd_answers_add_nothing(model: Model, read: Callable[[], Plan], content: str) -> None:
    model.content(content)
    assert [task.text for task in read().tasks] == ["引进软件企业12家"]


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_refusal_leaves_the_rules_result_and_says_so(
    model: Model, read: Callable[[], Plan], status: int
) -> None:
    model.status = status
    plan = read()
    assert [task.text for task in plan.tasks] == ["引进软件企业12家"]
    assert [doubt.code for doubt in plan.doubts] == ["model-silent"]


def test_an_answer_of_another_shape_is_said(model: Model, read: Callable[[], Plan]) -> None:
    model.answer = {"error": "overloaded"}
    assert [doubt.code for doubt in read().doubts] == ["model-silent"]


@pytest.mark.parametrize("url", ["http://8.8.8.8/v1", "file:///etc/passwd", "云泽"])
def test_nothing_leaves_the_own_network(url: str) -> None:
    [doubt] = read_prose(SOURCE, Endpoint(url, "local")).doubts
    assert doubt.code == "model-silent"


def test_the_environment_names_the_server() -> None:
    settings = {
        "DUBAN_MODEL_URL": "http://10.0.0.8:8000/v1/",
        "DUBAN_MODEL_NAME": "qwen",
        "DUBAN_MODEL_KEY": "token",
        "DUBAN_MODEL_SECONDS": "7.5",
    }
    assert endpoint_from(settings) == Endpoint("http://10.0.0.8:8000/v1", "qwen", "token", 7.5)
    assert endpoint_from({}) is None
