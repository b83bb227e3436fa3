"""Runs a general library over sentences, in the bench's own environment: `rivals.py NAME`.

Sentences come as a JSON array on standard input. Out comes one JSON object: `values`, for each
sentence what it read as strings of numbers, and `seconds` of processor time, the quickest
of five runs.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

Read = Callable[[str], list[str]]


def jionlp() -> Read:
    """Money, all that JioNLP reads of figures."""
    sys.stdout = sys.stderr  # it greets on import
    extract = import_module("jionlp").ner.extract_money

    def read(sentence: str) -> list[str]:
        found: list[dict[str, Any]] = extract(sentence, with_parsing=True)
        numbers = (one["detail"]["num"] for one in found)
        return [text for number in numbers for text in _flat(number)]

    return read


def _flat(number: str | list[str]) -> list[str]:
    return [number] if isinstance(number, str) else list(number)


def recognizers() -> Read:
    """Chinese number-with-unit: currency and dimension, and percentages from its number part."""
    units = import_module("ms_recognizers_number_with_unit")
    numbers = import_module("ms_recognizers_number")
    chinese = units.Culture.Chinese
    with_unit = units.NumberWithUnitRecognizer(chinese)
    models = (
        with_unit.get_currency_model(),
        with_unit.get_dimension_model(),
        numbers.NumberRecognizer(chinese).get_percentage_model(),
    )

    def read(sentence: str) -> list[str]:
        found = (one.resolution for model in models for one in model.parse(sentence))
        return [one["value"].rstrip("%") for one in found if one and one.get("value")]

    return read


RIVALS = {"jionlp": jionlp, "recognizers": recognizers}


def main(name: str) -> None:
    out = sys.stdout
    sentences: list[str] = json.load(sys.stdin)
    read = RIVALS[name]()
    seconds = float("inf")
    values: list[list[str]] = []
    for _ in range(5):
        started = time.process_time()
        values = [read(sentence) for sentence in sentences]
        seconds = min(seconds, time.process_time() - started)
    json.dump({"values": values, "seconds": seconds}, out)


if __name__ == "__main__":
    main(sys.argv[1])
