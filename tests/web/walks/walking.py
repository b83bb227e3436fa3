"""Asking the site as somebody on some day, and the figures a unit reports in the year."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from duban.plan import Period


@dataclass
class TurnedClock:
    moment: datetime

    def turn(self, day: date) -> None:
        """Nine in the morning of a day, Chinese time."""
        self.moment = datetime.combine(day, time(1), UTC)


@dataclass
class Office:
    """The site as the cast asks it: every answer must be a good one, or the one that is named."""

    cast: Any
    client_of: Callable[[str], Client]
    clock: TurnedClock
    commits: Any
    _clients: dict[tuple[str, date], Client] = field(default_factory=dict)

    def client(self, part: str) -> Client:
        """Signed in anew every day: sessions end by themselves."""
        key = (part, self.clock.moment.date())
        if key not in self._clients:
            self._clients[key] = self.client_of(part)
        return self._clients[key]

    def ask(
        self, part: str, method: str, path: str, body: Any = None, *, answered: int | None = None
    ) -> Any:
        """The body of the API's answer, whose status must be good or `answered`."""
        text = "" if body is None else json.dumps(body)
        send = getattr(self.client(part), method)
        answer = (
            send(f"/api{path}")
            if method == "get"
            else send(f"/api{path}", text, content_type="application/json")
        )
        good = (200, 201, 204) if answered is None else (answered,)
        assert answer.status_code in good, (path, body, answer.content.decode())
        return answer.json() if answer.content else None

    def get(self, part: str, path: str) -> Any:
        return self.ask(part, "get", path)

    def post(self, part: str, path: str, /, **body: Any) -> Any:
        return self.ask(part, "post", path, body)

    def submit(self, part: str, path: str, /, **fields: Any) -> None:
        """A form of a page: it answers with the way on."""
        answer = self.client(part).post(path, fields)
        assert answer.status_code == 302, (path, answer.status_code)

    def bring_in(self, file: Path) -> Any:
        """The import of a file, read."""
        with self.commits(execute=True):
            answer = self.client("office").post(
                "/api/imports", {"file": SimpleUploadedFile(file.name, file.read_bytes())}
            )
        assert answer.status_code == 201, answer.content.decode()
        return self.get("office", f"/imports/{answer.json()['id']}")


def figure_for(indicator: dict[str, Any], last_day: date) -> str:
    """What a unit reports that does exactly what the plan asks for by a day.

    The target that ends last until that day, of several the one named for the shorter time;
    before the first, as much of the first as of the year has gone; without any, nothing yet.
    """
    targets = [
        (Period.parse(target["period"]), Decimal(target["value"]))
        for target in indicator["targets"]
        if target["value"] is not None
    ]
    held = [one for one in targets if one[0].last_day <= last_day]
    if held:
        return f"{max(held, key=lambda one: (one[0].last_day, one[0].first_day))[1]:f}"
    ahead = sorted((one for one in targets), key=lambda one: one[0].last_day)
    if not ahead or ahead[0][0].last_day.year > last_day.year:
        return "0"
    part = (ahead[0][1] * last_day.month / 12).quantize(Decimal("0.01"))
    return f"{part.normalize():f}"


def count_by(rows: Iterable[dict[str, Any]], name: str) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for row in rows:
        found[row[name]] = found.get(row[name], 0) + 1
    return found
