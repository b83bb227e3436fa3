"""Papers as PDF by typst: text stays text, nothing is lost, no boxes where a font is missing."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
import typst
from tests.conftest import absent

from duban.writing.blocks import Body, Cell, Light, Paper, Span, Table
from duban.writing.typeset import NoFont, to_pdf
from duban.writing.typeset.fonts import FONTS_VARIABLE

DAY = date(2026, 3, 2)
pytestmark = pytest.mark.usefixtures("chinese_font")


def paper(*texts: str) -> Paper:
    return Paper("样张", DAY, tuple(map(Body, texts)))


def words_of(made: bytes) -> str:
    """All letters of the file in reading order, blanks left out."""
    with pdfplumber.open(BytesIO(made)) as pdf:
        return "".join("".join((page.extract_text() or "").split()) for page in pdf.pages)


@pytest.mark.parametrize(
    "text",
    [
        '#import "x.typ": *',
        "#read(sys.inputs.paper)",
        "*粗*_斜_$a+b$@c<d>`e`//f",
        "{{任务}}{%if%}=SUM(A1)\\u{41}",
    ],
)
def test_what_a_person_types_is_printed_as_it_is(text: str) -> None:
    assert "".join(text.split()) in words_of(to_pdf(paper(text)))


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert to_pdf(paper("正文")) == to_pdf(paper("正文"))


def test_a_row_higher_than_a_page_is_broken_and_not_cut() -> None:
    long = "天地玄黄宇宙洪荒" * 250
    table = Table((("序号", "内容"), ("1", long), ("2", "末行")), (20, 60), headers=1)
    words = words_of(to_pdf(Paper("样张", DAY, (table,))))
    for sign in "天地玄黄宇宙洪荒":
        assert words.count(sign) == 250
    assert "末行" in words


def test_lights_and_notes_are_printed() -> None:
    light = Table((("亮灯", Cell("红灯", light=Light.RED)),), (20, 30))
    noted = Body(("建成18个", Span("停车场", "来源：农业局3月报表")))
    words = words_of(to_pdf(Paper("样张", DAY, (light, noted))))
    assert "■红灯" in words
    assert "来源：农业局3月报表" in words


def test_without_a_chinese_font_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "坏.ttf").write_bytes(b"OTTO")
    with pytest.raises(NoFont, match="本机没有中文字体"):
        to_pdf(paper("正文"), fonts=[tmp_path], system_fonts=False)


def test_fonts_come_from_a_folder_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    folders = {Path(one.path).parent for one in typst.Fonts().fonts() if one.path}
    chinese = next((one for one in folders if list(one.glob("Noto*CJK*"))), None)
    if chinese is None:
        absent("no Noto CJK fonts on this machine")
    monkeypatch.setenv(FONTS_VARIABLE, str(chinese))
    assert "正文" in words_of(to_pdf(paper("正文"), system_fonts=False))
