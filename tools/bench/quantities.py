"""Figures against two general libraries, and the time for a sentence as it grows to a megabyte.

All read the same sentences with the same answers in one run. The libraries are held to the value
alone, ours to value and unit, since each library names units in its own way.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from duban.reading.quantities import quantities_in
from tools.bench.documents import SHARED
from tools.bench.row import FLAT, Bound, Row, best, unmeasured

GOLD = SHARED.parent / "gold"
ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv-bench" / "bin" / "python"
#: name, what it is called, how many times its speed ours must have
RIVALS = (("jionlp", "JioNLP", 1.0), ("recognizers", "recognizers-text", 20.0))
LEAD = 0.15
#: the rival near us in speed is timed in turns with ours, so that a busy minute hits both
NEAREST, ROUNDS = "jionlp", 4
#: runs of each in its turn, as many as `rivals` makes
RUNS = 5
WORST = ("三个", "完成税收5.64亿元，", "累计3个", "1个(", "百分之", "3-")
SHORT, LONG = 125_000, 1_000_000

Answer = tuple[Decimal, str]


def sentences() -> list[tuple[str, list[Answer]]]:
    """Every cell and sentence of the answered documents, with its figures, if any."""
    out: list[tuple[str, list[Answer]]] = []
    for path in sorted(GOLD.glob("gold_*.json")):
        form: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        for task in (*form["tasks"], *form.get("achievements", ())):
            out += _of(task)
    return out


def _of(task: dict[str, Any]) -> Iterator[tuple[str, list[Answer]]]:
    if "text" in task:
        texts = {"text": task["text"]}
    else:
        texts = {f"milestone:{stone['period']}": stone["text"] for stone in task["milestones"]}
        texts |= {"title": task["title"], **task.get("fields", {})}
    for field, text in texts.items():
        answers = [
            (Decimal(one["value"]), one["unit"])
            for one in task["quantities"]
            if one["field"] == field
        ]
        bare = any(one["field"] == field and one.get("unit_from") for one in task["quantities"])
        if text and not bare:
            yield text, answers


def f1(wanted: Iterable[Sequence[object]], found: Iterable[Sequence[object]]) -> float:
    """Over all sentences: right answers, each counted once, against given and wanted ones."""
    right = given = needed = 0
    for want, have in zip(wanted, found, strict=True):
        right += sum((Counter(want) & Counter(have)).values())
        given, needed = given + len(have), needed + len(want)
    return 2 * right / (given + needed) if given + needed else 0.0


def numbers(values: Iterable[str]) -> list[Decimal]:
    out = []
    for value in values:
        try:
            out.append(Decimal(value).normalize())
        except InvalidOperation:
            continue  # words a library could not resolve either
    return out


def rival(name: str, texts: list[str]) -> dict[str, Any]:
    run = subprocess.run(
        [PYTHON, ROOT / "tools" / "bench" / "rivals.py", name],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


def processor_seconds(texts: list[str]) -> float:
    """Processor time, as the libraries' is: a busy machine must not decide who is quicker."""
    started = time.process_time()
    for text in texts:
        quantities_in(text)
    return time.process_time() - started


def growth() -> Iterator[Row]:
    for piece in WORST:
        short, long = (piece * (size // len(piece)) for size in (SHORT, LONG))
        once = best(lambda text=short: quantities_in(text), 2) / SHORT  # type: ignore[misc]
        large = best(lambda text=long: quantities_in(text), 1) / LONG  # type: ignore[misc]
        what = f"µs a character, 1 MB of {piece} : 125 KB"
        yield Row(what, 1e6 * large, 1e6 * once, FLAT, "µs")


def rows() -> Iterator[Row]:
    answered = sentences()
    if not answered:
        yield unmeasured("figures read", LEAD, "no answered documents beside the project")
    else:
        yield from _compared(answered)
    yield from growth()


def _compared(answered: list[tuple[str, list[Answer]]]) -> Iterator[Row]:
    texts = [text for text, _ in answered]
    ours = [[(one.value, one.unit) for one in quantities_in(text)] for text in texts]
    score = f1([answers for _, answers in answered], ours)
    answers = {name: rival(name, texts) for name, _, _ in RIVALS} if PYTHON.exists() else {}
    seconds = float("inf")
    for _ in range(ROUNDS):
        seconds = min(seconds, *(processor_seconds(texts) for _ in range(RUNS)))
        if NEAREST in answers:
            turn = rival(NEAREST, texts)["seconds"]
            answers[NEAREST]["seconds"] = min(answers[NEAREST]["seconds"], turn)
    pace = len(texts) / seconds
    yield Row(f"F1 of figures in {len(texts)} sentences", score, None, 0.99, "", Bound.AT_LEAST)
    yield Row("µs a sentence", 1e6 / pace, None, 30, "µs")
    values = [[value.normalize() for value, _ in answers] for _, answers in answered]
    for name, label, times in RIVALS:
        if name not in answers:
            yield unmeasured(f"F1 above {label}", LEAD, "make bench installs it")
            continue
        answer = answers[name]
        theirs = f1(values, [numbers(found) for found in answer["values"]])
        note = f"{label} {theirs:.3f}"
        yield Row(f"F1 above {label}", score - theirs, None, LEAD, "", Bound.AT_LEAST, note)
        slower = len(texts) / answer["seconds"]
        yield Row(f"sentences a second : {label}", pace, slower, times, "/s", Bound.AT_LEAST)
