"""Proposals of a language model on the user's own network, asked only where one is set up.

    DUBAN_MODEL_URL      base address of an OpenAI-compatible server, e.g. http://10.0.0.8:8000/v1
    DUBAN_MODEL_NAME     the model it is to use
    DUBAN_MODEL_KEY      its key, where it wants one
    DUBAN_MODEL_SECONDS  how long an answer may take; 60 where nothing is said

Without an address nothing is asked and nothing is missing. The address must lie on the user's own
network, because drafts do not leave it. A proposal counts only if its quote stands in the source,
letter by letter, where the rules found no commitment.
"""

from __future__ import annotations

import ipaddress
import json
import socket
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from duban.reading.prose.owners import letters
from duban.reading.prose.passages import Passage, Span
from duban.reading.prose.times import Direction

_SECONDS = 60.0
_SHORTEST_QUOTE = 4
#: characters sent at a time
_PART = 3000
_ANSWER_BYTES = 1 << 20
_TASK = (
    "下面是一份政府文件的段落。请找出其中每一项可以事后追问“办了没有”的承诺（task）和每一项已取得的"
    "成绩（achievement），逐字引用原文，不改一个字。只回答 JSON："
    '{"items": [{"quote": "原文", "kind": "task 或 achievement"}]}'
)


class Silent(Exception):
    """The model gave no usable answer; str() of it says why, for the person."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    url: str
    model: str
    key: str = ""
    seconds: float = _SECONDS


@dataclass(frozen=True, slots=True)
class Proposal:
    span: Span
    direction: Direction


def endpoint_from(settings: Mapping[str, str]) -> Endpoint | None:
    """The server that the environment names, None where it names none."""
    url = settings.get("DUBAN_MODEL_URL", "").strip().rstrip("/")
    if not url:
        return None
    return Endpoint(
        url,
        settings.get("DUBAN_MODEL_NAME", ""),
        settings.get("DUBAN_MODEL_KEY", ""),
        float(settings.get("DUBAN_MODEL_SECONDS") or _SECONDS),
    )


def proposals_of(endpoint: Endpoint, passages: Sequence[Passage]) -> Iterator[Proposal]:
    """What the model proposes, each quote found in its passage; Silent where it cannot be asked."""
    _refuse_strangers(endpoint.url)
    for part in _parts(passages):
        for item in _items(_ask(endpoint, "\n".join(passage.printed for passage in part))):
            span = _find(str(item.get("quote", "")), part)
            if span is not None:
                back = item.get("kind") == "achievement"
                yield Proposal(span, Direction.BACK if back else Direction.FORWARD)


def _refuse_strangers(url: str) -> None:
    address = urlsplit(url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise Silent("模型服务的地址不是 http 或 https 地址。")
    try:
        found = socket.getaddrinfo(address.hostname, None)
    except OSError as error:
        raise Silent("找不到模型服务的地址。") from error
    if not all(ipaddress.ip_address(info[4][0]).is_private for info in found):
        raise Silent("模型服务不在本单位的网络内，没有向它发送文件内容。")


def _parts(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    held: list[Passage] = []
    for passage in passages:
        if held and sum(len(one.text) for one in held) + len(passage.text) > _PART:
            yield held
            held = []
        held.append(passage)
    if held:
        yield held


class _StayHere(HTTPRedirectHandler):
    """Follows no redirect: it could lead off the network."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _ask(endpoint: Endpoint, text: str) -> str:
    body = {
        "model": endpoint.model,
        "temperature": 0,
        "messages": [
            {"role": "system", "content": _TASK},
            {"role": "user", "content": text},
        ],
    }
    headers = {"Content-Type": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    request = Request(  # noqa: S310 - the scheme was looked at before
        f"{endpoint.url}/chat/completions", json.dumps(body).encode(), headers
    )
    try:
        with build_opener(ProxyHandler({}), _StayHere).open(
            request, timeout=endpoint.seconds
        ) as answer:
            form = json.loads(answer.read(_ANSWER_BYTES))
        return str(form["choices"][0]["message"]["content"])
    except (URLError, HTTPException, OSError) as error:
        raise Silent("模型服务没有回答。") from error
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise Silent("模型服务的回答不是约定的格式。") from error


def _items(answer: str) -> Iterator[Mapping[str, Any]]:
    """The items of the answer, which may stand between other words or in a code fence."""
    start, end = answer.find("{"), answer.rfind("}")
    try:
        form = json.loads(answer[start : end + 1]) if start >= 0 else {}
    except ValueError:
        return
    items = form.get("items") if isinstance(form, dict) else None
    if isinstance(items, list):
        yield from (item for item in items if isinstance(item, dict))


def _find(quote: str, passages: Iterable[Passage]) -> Span | None:
    """Where the quote stands, letter by letter; None where it does not, or says too little."""
    quote = quote.strip().strip("，。；")
    if letters(quote) < _SHORTEST_QUOTE:
        return None
    for passage in passages:
        at = passage.printed.find(quote)
        if at >= 0:
            return Span(passage, at, at + len(quote))
    return None
