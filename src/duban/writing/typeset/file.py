"""The PDF of a paper."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime, time
from importlib.resources import files

import typst

from duban.writing.blocks import Paper
from duban.writing.typeset.fonts import folders, fonts_in, writes_chinese
from duban.writing.typeset.form import paper_form


class NoFont(Exception):
    """This machine cannot write Chinese; str() of it is the sentence that a person is told."""

    def __init__(self) -> None:
        super().__init__(
            "本机没有中文字体，不能生成 PDF；请安装仿宋、黑体等中文字体，"
            "或者用环境变量 DUBAN_FONTS 指明字体所在的文件夹。"
        )


def to_pdf(
    paper: Paper, *, fonts: Sequence[os.PathLike[str] | str] = (), system_fonts: bool = True
) -> bytes:
    """The file; the same paper gives the same bytes on the same machine.

    `fonts` are folders besides the machine's own; DUBAN_FONTS names them where none are given.
    NoFont where no font has Chinese signs.
    """
    places = folders(fonts)
    if not writes_chinese(places, system=system_fonts):
        raise NoFont
    template = (files(__package__) / "paper.typ").read_bytes()
    compiler = typst.Compiler(
        template,
        font_paths=fonts_in(places, system=system_fonts),
        sys_inputs={"paper": json.dumps(paper_form(paper), ensure_ascii=False)},
    )
    made = datetime.combine(paper.made, time(9), UTC)
    drawn = compiler.compile(template, format="pdf", timestamp=made)
    assert isinstance(drawn, bytes)  # noqa: S101 - typst gives a list for pictures only
    return drawn
