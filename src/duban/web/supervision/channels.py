"""How a digest leaves the site: mail over SMTP, the robots of WeCom and DingTalk groups.

All addresses come from the settings of the site, never from a person: nobody can make the server
call an address of his own.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import smtplib
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import parse_qs, quote_plus, unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from duban.web.supervision.models import Channel

TIMEOUT = 10
#: a WeCom robot takes so many bytes of text, a DingTalk robot more
WECOM_BYTES, DINGTALK_BYTES = 4000, 19_000
MORE = "\n……其余请登录系统查看。"
#: a robot of either kind takes so many messages a minute, and then none for a while
ROBOT_A_MINUTE = 20
#: its answers to one too many, WeCom's and DingTalk's
TOO_MANY = (45009, 130101)


class Undelivered(Exception):
    """The message did not go out; str() of it says why."""


class TooMany(Undelivered):
    """The robot takes no more for now; the message can go out later."""


@dataclass(frozen=True, slots=True)
class Message:
    """`mail`: the person's own address; empty where there is none."""

    title: str
    text: str
    mail: str = ""


def _mail(message: Message) -> None:
    """smtp://user:password@host:port (STARTTLS with ?starttls=1), smtps:// for TLS at once."""
    parts = urlsplit(settings.SMTP_URL)
    connection = get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname or "",
        port=parts.port or (465 if parts.scheme == "smtps" else 25),
        username=unquote(parts.username or "") or None,
        password=unquote(parts.password or "") or None,
        use_ssl=parts.scheme == "smtps",
        use_tls=parse_qs(parts.query).get("starttls") == ["1"],
        timeout=TIMEOUT,
    )
    letter = EmailMessage(
        " ".join(message.title.split()),
        message.text,
        settings.MAIL_FROM,
        [message.mail],
        connection=connection,
    )
    try:
        letter.send()
    except (OSError, ValueError, smtplib.SMTPException) as error:
        raise Undelivered(f"{type(error).__name__}: {error}") from error


def _wecom(message: Message) -> None:
    text = shortened(f"**{message.title}**\n{message.text}", WECOM_BYTES)
    _post(settings.WECOM_ROBOT, {"msgtype": "markdown", "markdown": {"content": text}})


def _dingtalk(message: Message) -> None:
    text = shortened(f"### {message.title}\n\n{message.text}", DINGTALK_BYTES)
    body = {"msgtype": "markdown", "markdown": {"title": message.title, "text": text}}
    address = settings.DINGTALK_ROBOT
    if settings.DINGTALK_SECRET:
        address += signature(settings.DINGTALK_SECRET, round(time.time() * 1000))
    _post(address, body)


def signature(secret: str, moment: int) -> str:
    """What a DingTalk robot with a secret wants behind its address; `moment` in milliseconds."""
    words = f"{moment}\n{secret}".encode()
    digest = hmac.new(secret.encode(), words, hashlib.sha256).digest()
    return f"&timestamp={moment}&sign={quote_plus(base64.b64encode(digest))}"


def shortened(text: str, most: int) -> str:
    """`text` cut at a whole character so that it has at most so many bytes."""
    raw = text.encode()
    if len(raw) <= most:
        return text
    return raw[: most - len(MORE.encode())].decode(errors="ignore") + MORE


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_words: Any, **_named: Any) -> None:
        """A robot never sends us elsewhere."""


def _post(address: str, body: Mapping[str, Any]) -> None:
    if urlsplit(address).scheme not in ("http", "https"):
        raise Undelivered("机器人地址应以 https:// 开头。")
    request = urllib.request.Request(  # noqa: S310  # the scheme is held to above
        address,
        json.dumps(body, ensure_ascii=False).encode(),
        {"Content-Type": "application/json; charset=utf-8"},
    )
    opener = urllib.request.build_opener(_Stay)
    try:
        with opener.open(request, timeout=TIMEOUT) as response:
            answer = json.loads(response.read(10_000))
    except (OSError, ValueError, HTTPException) as error:
        raise Undelivered(f"{type(error).__name__}: {error}") from error
    code = answer.get("errcode") if isinstance(answer, dict) else None
    if code != 0:
        fault = TooMany if code in TOO_MANY else Undelivered
        raise fault(f"机器人回答：{str(answer)[:200]}")


SEND: Mapping[Channel, Callable[[Message], None]] = {
    Channel.MAIL: _mail,
    Channel.WECOM: _wecom,
    Channel.DINGTALK: _dingtalk,
}


def open_channels() -> frozenset[Channel]:
    """Those the site has an address for."""
    addresses = {
        Channel.MAIL: settings.SMTP_URL,
        Channel.WECOM: settings.WECOM_ROBOT,
        Channel.DINGTALK: settings.DINGTALK_ROBOT,
    }
    return frozenset(channel for channel, address in addresses.items() if address)
