"""Files as people hand them in."""

from __future__ import annotations

import zipfile
from io import BytesIO

import openpyxl
from docx import Document
from PIL import Image


def picture(kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, kind)
    return out.getvalue()


def letter(text: str) -> bytes:
    out, paper = BytesIO(), Document()
    paper.add_paragraph(text)
    paper.save(out)
    return out.getvalue()


def table(value: object) -> bytes:
    out, book = BytesIO(), openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["姓名", value])
    book.save(out)
    return out.getvalue()


def packed(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        for name, content in parts.items():
            box.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
