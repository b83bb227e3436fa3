"""Documents made in code for the tests of the formats, and a way to draw what they should give."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from duban.reading.formats import Limits, open_source
from duban.reading.source import Grid, Paragraph, Source

Rows = tuple[tuple[str, ...], ...]
Open = Callable[..., Source]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Opens what is given as the content of a file of that name."""

    def opened_file(name: str, content: bytes | str, limits: Limits | None = None) -> Source:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return open_source(path, limits or Limits())

    return opened_file


@pytest.fixture
def drawn() -> Callable[[str], Rows]:
    """The rows of a table drawn with bars, one line a row."""

    def rows(drawing: str) -> Rows:
        lines = [line for line in drawing.splitlines() if line.strip()]
        return tuple(tuple(cell.strip() for cell in line.split("|")) for line in lines)

    return rows


@pytest.fixture
def grids() -> Callable[[Source], list[Grid]]:
    return lambda source: [block for block in source.blocks if isinstance(block, Grid)]


@pytest.fixture
def texts() -> Callable[[Source], list[str]]:
    return lambda source: [block.text for block in source.blocks if isinstance(block, Paragraph)]


@pytest.fixture
def packed() -> Callable[[dict[str, str | bytes]], bytes]:
    """A zip archive of the members given."""

    def archive(members: dict[str, str | bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name, content in members.items():
                target.writestr(name, content)
        return out.getvalue()

    return archive


@pytest.fixture
def docx(packed: Callable[[dict[str, str | bytes]], bytes]) -> Callable[..., bytes]:
    """A .docx with that body; other parts by their name without folder and ending."""

    def document(body: str, **parts: str) -> bytes:
        names = (
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            ' xmlns:v="urn:schemas-microsoft-com:vml"'
        )
        members: dict[str, str | bytes] = {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{W}" {names}>'
            f"<w:body>{body}</w:body></w:document>",
        }
        for name, content in parts.items():
            members[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{W}">{content}</w:{name}>'
        return packed(members)

    return document


@dataclass
class PdfPage:
    """What is drawn on a page of 600 × 400 points, measured from its upper left corner.

    A Chinese character is as wide as its size, any other half of that.
    """

    content: list[str] = field(default_factory=list)

    def text(self, x: float, top: float, text: str, size: float = 10) -> PdfPage:
        code = text.encode("utf-16-be").hex()
        self.content.append(f"BT /F {size} Tf {x} {400 - top - size} Td <{code}> Tj ET")
        return self

    def line(self, x0: float, top: float, x1: float, bottom: float) -> PdfPage:
        self.content.append(f"{x0} {400 - top} m {x1} {400 - bottom} l S")
        return self

    def table(self, lefts: Sequence[float], tops: Sequence[float]) -> PdfPage:
        """Every rule of a table whose columns and rows begin there; the last ones end it."""
        for top in tops:
            self.line(lefts[0], top, lefts[-1], top)
        for left in lefts:
            self.line(left, tops[0], left, tops[-1])
        return self

    def picture(self) -> PdfPage:
        self.content.append("q 500 0 0 300 50 50 cm /I Do Q")
        return self


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    return _pdf


@pytest.fixture
def page() -> Callable[[], PdfPage]:
    return PdfPage


def _pdf(*pages: PdfPage, trailer: str = "") -> bytes:
    kids = " ".join(f"{10 + 2 * at} 0 R" for at in range(len(pages)))
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        3: "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        " /DescendantFonts [4 0 R] >>",
        4: "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"
        " /FontDescriptor 5 0 R >>",
        5: "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880]"
        " /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        6: "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        " /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream",
    }
    for at, drawn_page in enumerate(pages):
        content = "\n".join(drawn_page.content)
        objects[10 + 2 * at] = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 400]"
            " /Resources << /Font << /F 3 0 R >> /XObject << /I 6 0 R >> >>"
            f" /Contents {11 + 2 * at} 0 R >>"
        )
        objects[11 + 2 * at] = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
    out = b"%PDF-1.4\n"
    places: dict[int, int] = {}
    for number, text in objects.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += f"{number} 1\n{place:010} 00000 n \n".encode()
    end = (
        f"trailer\n<< /Size {max(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF"
    )
    return out + end.encode()
