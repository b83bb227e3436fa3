"""The XML parts of an office file as trees, parsed so that none reaches outside itself."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element

from duban.reading.formats.refusals import DAMAGED, ENTITIES
from duban.reading.formats.zipped import refuse_entities
from duban.reading.source import Unreadable

# one for all: lxml lets threads take turns with it, and to make one takes longer than a small part
_PARSER = etree.XMLParser(
    resolve_entities=False,
    load_dtd=False,
    no_network=True,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)


def tree_of(xml: bytes) -> _Element:
    """The root of `xml` without comments and instructions; Unreadable where it is damaged or
    declares a document type, and with that entities."""
    refuse_entities(xml)
    try:
        root: _Element = etree.fromstring(xml, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(DAMAGED) from error
    if (
        root.getroottree().docinfo.internalDTD is not None
    ):  # in an encoding that hid it from the first look
        raise Unreadable(ENTITIES)
    return root
