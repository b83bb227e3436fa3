"""A kept file as a browser gets it: to keep, as a picture drawn anew, or by its first words."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from PIL import Image

from duban.web.evidence.kept import KeptFile, Kind
from duban.web.evidence.personal import masked
from duban.web.evidence.sniffing import text_of
from duban.web.ledger.filestore import pictures
from duban.web.ledger.pageimages import page_image

#: the longest side of a picture shown beside a paper
PREVIEW = 1_400
#: characters of a document shown there
FIRST_WORDS = 3_000


def download(held: KeptFile) -> FileResponse:
    """The file as it was handed in, to keep; a browser never opens it on this site."""
    response = FileResponse(
        held.path.open("rb"),
        as_attachment=True,
        filename=held.name,
        content_type="application/octet-stream",
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def preview(held: KeptFile, request: HttpRequest) -> HttpResponse:
    """A picture drawn anew from an image, or from the first page of a PDF; of a document its first
    words."""
    if not held.drawable:
        return words(held, request)
    response = HttpResponse(content_type="image/png")
    if held.kind == Kind.PDF:
        try:
            response.write(page_image(held.path, 1, pictures()).read_bytes())
        except Exception as error:  # PDFium tells nothing finer of a broken file
            raise Http404(_("这份PDF打不开。")) from error
    else:
        with Image.open(held.path, formats=("PNG", "JPEG")) as image:
            image.thumbnail((PREVIEW, PREVIEW))
            image.convert("RGB").save(response, "PNG")  # type: ignore[arg-type]
    response.headers["Cache-Control"] = "private, max-age=600"
    return response


def words(held: KeptFile, request: HttpRequest) -> HttpResponse:
    """The first words of a document, with what looks like personal data covered: a fragment for
    htmx, else a page."""
    text = masked(text_of(held.path.read_bytes(), Kind(held.kind)))
    context = {"one": held, "text": text[:FIRST_WORDS].strip(), "more": len(text) > FIRST_WORDS}
    page = "evidence/_words.html" if "HX-Request" in request.headers else "evidence/words.html"
    response = render(request, page, context)
    response.headers["Cache-Control"] = "private, no-store"
    return response
