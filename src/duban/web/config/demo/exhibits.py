"""Files that stand for evidence: small drawn pictures, a scan, a short paper; all about nobody."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from django.core.files.base import ContentFile
from docx import Document
from PIL import Image, ImageDraw

from duban.web.config.demo.courses import draw

SIZE = (480, 320)
SKY, GROUND, WORK, DONE = (214, 228, 240), (196, 205, 188), (150, 140, 128), (88, 132, 104)


def exhibit(number: int, month: int) -> ContentFile[bytes]:
    """A picture of the site in most months, a scanned page or a paper in some."""
    kind = draw(number, month, "exhibit") % 5
    if kind == 3:
        return ContentFile(_scan(number, month), name=f"验收记录{month}月.pdf")
    if kind == 4:
        return ContentFile(_paper(month), name=f"{month}月工作情况.docx")
    return ContentFile(_picture(number, month), name=f"现场照片{month}月.png")


@cache
def _picture(number: int, month: int) -> bytes:
    """A plain scene in which more is built each month."""
    image = Image.new("RGB", SIZE, SKY)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 220, *SIZE), fill=GROUND)
    for place in range(8):
        left = 20 + 56 * place
        height = 40 + (number * 13 + place * 29) % 90
        built = DONE if place < month * 2 // 3 else WORK
        pen.rectangle((left, 220 - height, left + 40, 220), fill=built)
    pen.line((0, 252, SIZE[0], 236 + number % 20), fill=(255, 255, 255), width=6)
    return _saved(image, "PNG")


@cache
def _scan(number: int, month: int) -> bytes:
    """A page with lines where writing would be, and a stamp."""
    image = Image.new("RGB", (420, 594), (252, 252, 250))
    pen = ImageDraw.Draw(image)
    for line in range(14):
        width = 180 + (number * 37 + month * 11 + line * 53) % 160
        pen.line((50, 90 + 28 * line, 50 + width, 90 + 28 * line), fill=(90, 90, 96), width=3)
    pen.ellipse((270, 470, 370, 570), outline=(196, 48, 43), width=5)
    return _saved(image, "PDF")


@cache
def _paper(month: int) -> bytes:
    document = Document()
    document.add_paragraph(f"{month}月工作情况")
    document.add_paragraph("各点位进展见附表，完工点位已经自查，资料留存备查。")
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _saved(image: Image.Image, kind: str) -> bytes:
    made = BytesIO()
    image.save(made, kind)
    return made.getvalue()
