"""`duban quantities`: one array for a text, one array a line for standard input."""

from __future__ import annotations

import json
import subprocess
import sys


def duban(*words: str, given: str = "") -> str:
    run = subprocess.run(
        [sys.executable, "-m", "duban", "quantities", *words],
        input=given.encode(),
        capture_output=True,
        check=True,
    )
    return run.stdout.decode()


def test_a_text_gives_one_array() -> None:
    [quantity] = json.loads(duban("完成税收23.58亿元"))
    assert quantity["text"] == "23.58亿元"
    assert (quantity["start"], quantity["end"]) == (4, 11)
    assert quantity["value"] == 2358000000
    assert quantity["unit"] == "元"
    assert quantity["high"] is None


def test_standard_input_gives_an_array_a_line() -> None:
    lines = duban("-", given="新增3-5家企业\n\n没有数字\n覆盖率40%\n").splitlines()
    assert [[q["text"] for q in json.loads(line)] for line in lines] == [["3-5家"], [], [], ["40%"]]


def test_a_header_names_the_unit() -> None:
    [quantity] = json.loads(duban("69.7", "--header", "总投资(万元)"))
    assert quantity["value"] == 697000
