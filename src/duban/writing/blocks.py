"""A paper as a frozen sequence of blocks: what it says, before anyone asks in which file.

`word.to_docx` and `typeset.to_pdf` draw the same blocks alike, by GB/T 9704-2012. Text is plain
text everywhere: nothing in it is a template, a formula or markup, whoever typed it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Face(StrEnum):
    """Kinds of letters; `page.FONTS` names the fonts."""

    BODY = "仿宋"
    KAI = "楷体"
    HEI = "黑体"
    SONG = "小标宋"


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


class Light(StrEnum):
    """A light as it is printed: a shape and a word, so that no reader needs the colour."""

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"
    GREEN = "green"
    GREY = "grey"

    @property
    def shape(self) -> str:
        return _SHAPES[self][0]

    @property
    def word(self) -> str:
        return f"{_SHAPES[self][1]}灯"

    @property
    def colour_word(self) -> str:
        """黄色, as an order is called."""
        return f"{_SHAPES[self][1]}色"

    @property
    def ink(self) -> str:
        """Red, green and blue in hexadecimal digits, dark enough to be read on white."""
        return _SHAPES[self][2]


_SHAPES = {
    Light.RED: ("■", "红", "C00000"),
    Light.YELLOW: ("▲", "黄", "9A6A00"),
    Light.BLUE: ("◆", "蓝", "1F4E9C"),
    Light.GREEN: ("●", "绿", "1E7B34"),
    Light.GREY: ("○", "灰", "595959"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A run of letters of one kind; `note` becomes a footnote that hangs on its end."""

    text: str
    note: str = ""
    face: Face = Face.BODY


#: running text: a plain string is a span of the body's letters
Text = str | Sequence[str | Span]


def spans(text: Text) -> tuple[Span, ...]:
    if isinstance(text, str):
        return (Span(text),)
    return tuple(Span(part) if isinstance(part, str) else part for part in text)


@dataclass(frozen=True, slots=True)
class RedHead:
    """发文机关标志, 发文字号 (云泽镇督〔2026〕3号) and the red rule, on top of the first page."""

    issuer: str
    number: str


@dataclass(frozen=True, slots=True)
class Title:
    """`text` breaks where it has a line end. `sub` stands below it in 楷体, led by the shape of
    `light` where there is one."""

    text: str
    sub: str = ""
    light: Light | None = None


@dataclass(frozen=True, slots=True)
class Addressee:
    """主送机关, without its colon."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """一、 is level 1, （一） 2, 1. 3, （1） 4; `text` carries its number."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Body:
    """A paragraph; `keep_next` holds it on the page of what follows it."""

    text: Text
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; where it is merged over `across` columns and `down` rows, the rows of the table
    leave out the positions that it covers."""

    text: str = ""
    across: int = 1
    down: int = 1
    light: Light | None = None
    align: Align | None = None
    face: Face | None = None


Row = Sequence[str | Cell]


def cell_of(entry: str | Cell) -> Cell:
    return Cell(entry) if isinstance(entry, str) else entry


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` of the columns in whole millimetres: 156 fill a page upright, 225 one on its side.

    The first `headers` rows are repeated on every page. `aligns` say how each column stands (all
    left where empty); `labels` prints the first column as headers are. `size` is in points. A
    table that is `whole` is not broken over pages, a row never is.
    """

    rows: Sequence[Row]
    widths: Sequence[int]
    headers: int = 0
    caption: str = ""
    aligns: Sequence[Align] = ()
    labels: bool = False
    size: int = 12
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Attachments:
    """附件说明, one blank line below the text: the names of what is attached."""

    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Attachment:
    """The head of an attachment on a page of its own: 附件1, and its title."""

    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Signature:
    """发文机关署名 and 成文日期, placed for a seal or without one."""

    sender: str
    day: date
    sealed: bool = True


@dataclass(frozen=True, slots=True)
class Parties:
    """Those who sign side by side, each with the lines that are left for it: 负责人（签字）：."""

    columns: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 at the foot of the last page: 抄送 where somebody is named, 印发机关 and 印发日期."""

    office: str
    day: date
    copies: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


@dataclass(frozen=True, slots=True)
class Wide:
    """Blocks on pages that lie on their side, for a table that is too wide."""

    blocks: Sequence[UprightBlock]


UprightBlock = (
    RedHead
    | Title
    | Addressee
    | Heading
    | Body
    | Table
    | Attachments
    | Attachment
    | Signature
    | Parties
    | Imprint
    | PageBreak
)
Block = UprightBlock | Wide


@dataclass(frozen=True, slots=True)
class Paper:
    """`title` names the file in its own facts, `made` is the day of the paper."""

    title: str
    made: date
    blocks: Sequence[Block]
