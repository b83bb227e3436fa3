"""A .docx that an office hands in as a template: looked at, part by part, before it is used.

Taken in is a file of Word's own text parts and pictures. Turned away is whatever could reach out or
run: macros, embedded objects, active controls, parts kept elsewhere, and fields of Word that fetch
or start something. Templates are small, and so are the bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree

from duban.reading.formats.limits import MEBIBYTE, Limits
from duban.reading.formats.zipped import open_archive, refuse_entities, unpack
from duban.reading.source import Unreadable
from duban.web.refusals import ReasonMissing

LIMITS = Limits(
    file_bytes=4 * MEBIBYTE,
    unpacked_bytes=40 * MEBIBYTE,
    tree_bytes=16 * MEBIBYTE,
    members=400,
)
MAIN = "word/document.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN_TYPE = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
#: what may be in the archive, by ending
_ENDINGS = frozenset(
    {"xml", "rels", "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "odttf"}
)
#: what a part may be to another one, by the last word of its relationship
_UNFIT_RELATIONS = {
    "oleObject": gettext_lazy("嵌入的对象"),
    "package": gettext_lazy("嵌入的文件"),
    "control": gettext_lazy("控件"),
    "activeXControlBinary": gettext_lazy("控件"),
    "vbaProject": gettext_lazy("宏"),
    "attachedTemplate": gettext_lazy("外部模板"),
    "aFChunk": gettext_lazy("嵌入的文件"),
    "subDocument": gettext_lazy("子文档"),
    "frame": gettext_lazy("框架"),
    "mailMergeSource": gettext_lazy("邮件合并的数据源"),
}
#: Word's own fields that only count and refer within the file
_HARMLESS = frozenset(
    {
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "STYLEREF", "SEQ"),
        "TOC",
    }
)
_CODE = re.compile(r"\s*([A-Za-z]+)")


class Unfit(ReasonMissing):
    """A file that cannot be a template."""


def admit(data: bytes, name: str) -> None:
    """Unfit, in one sentence, where the file is none that may be used."""
    if not data:
        raise Unfit(_("“%(name)s”是空文件。") % {"name": name})
    if len(data) > LIMITS.file_bytes:
        raise Unfit(
            _("“%(name)s”超过%(most)s MB，请去掉大图片后再上传。")
            % {"name": name, "most": LIMITS.file_bytes // MEBIBYTE}
        )
    if not data.startswith(b"PK\x03\x04") or not name.lower().endswith(".docx"):
        raise Unfit(_("“%(name)s”不是 .docx 文件，请在 Word 里另存为 .docx。") % {"name": name})
    try:
        faults = list(_faults(data))
    except Unreadable as error:
        raise Unfit(_("“%(name)s”：%(why)s") % {"name": name, "why": error}) from error
    if faults:
        what = "、".join(dict.fromkeys(faults))
        raise Unfit(
            _("“%(name)s”里有%(what)s，为安全起见不能作模板，请删去后再上传。")
            % {"name": name, "what": what}
        )


def _faults(data: bytes) -> Iterator[str]:
    """What must not be in the file, in words. Unreadable where it cannot be opened at all."""
    archive = open_archive(data, LIMITS)
    names = [one for one in archive.namelist() if not one.endswith("/")]
    if MAIN not in names or "[Content_Types].xml" not in names:
        raise Unreadable(_("里面没有 Word 的正文。"))
    for name in names:
        ending = name.rpartition(".")[2].lower()
        if ending not in _ENDINGS:
            yield _("不认识的部分（%(name)s）") % {"name": name[:60]}
        elif ending in ("xml", "rels"):
            root = _tree(unpack(archive, name, LIMITS))
            if ending == "rels":
                yield from _of_relations(root)
            elif name == "[Content_Types].xml":
                yield from _of_types(root)
            else:
                yield from _of_part(root)


def _tree(xml: bytes) -> etree._Element:
    refuse_entities(xml)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(_("文件已损坏，请在 Word 里另存一份后再试。")) from error


def _of_types(root: etree._Element) -> Iterator[str]:
    """Only a document without macros says so of its main part."""
    types = {one.get("PartName"): one.get("ContentType", "") for one in root.iter("{*}Override")}
    if types.get(f"/{MAIN}") not in _MAIN_TYPE:
        yield _("宏")


def _of_relations(root: etree._Element) -> Iterator[str]:
    for one in root.iter("{*}Relationship"):
        kind = (one.get("Type") or "").rpartition("/")[2]
        if kind in _UNFIT_RELATIONS:
            yield str(_UNFIT_RELATIONS[kind])
        elif (one.get("TargetMode") or "").lower() == "external":
            yield _("超链接") if kind == "hyperlink" else _("放在文件外面的内容")


def _of_part(root: etree._Element) -> Iterator[str]:
    """Fields of Word that fetch or start something; changes nobody has decided on."""
    for code in _codes(root):
        found = _CODE.match(code)
        if found is None or found[1].upper() not in _HARMLESS:
            yield _("会自动更新的域（%(code)s）") % {"code": code.strip()[:20]}
    if next(root.iter(f"{_WORD}ins", f"{_WORD}del"), None) is not None:
        yield _("没有接受的修订")
    if next(root.iter(f"{_WORD}altChunk", f"{_WORD}object", f"{_WORD}control"), None) is not None:
        yield _("嵌入的对象")


def _codes(root: etree._Element) -> Iterator[str]:
    """The code of every field, put together from the runs over which Word cuts it.

    Fields stand in one another; what stands in no field at all is a code of its own.
    """
    open_fields: list[list[str]] = []
    for node in root.iter(f"{_WORD}fldChar", f"{_WORD}instrText", f"{_WORD}fldSimple"):
        if node.tag == f"{_WORD}fldSimple":
            yield node.get(f"{_WORD}instr") or ""
        elif node.tag == f"{_WORD}instrText":
            if open_fields:
                open_fields[-1].append(node.text or "")
            else:
                yield node.text or ""
        elif node.get(f"{_WORD}fldCharType") == "begin":
            open_fields.append([])
        elif node.get(f"{_WORD}fldCharType") == "end" and open_fields:
            yield "".join(open_fields.pop())
    for left in open_fields:
        yield "".join(left)
