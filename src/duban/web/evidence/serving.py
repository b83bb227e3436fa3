"""A kept file as a browser gets it: to keep, or as a picture drawn anew."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse
from django.utils.translation import gettext as _
from PIL import Image

from duban.web.evidence.kept import KeptFile, Kind
from duban.web.ledger.filestore import pictures
from duban.web.ledger.pageimages import page_image

#: the longest side of a picture shown beside a paper
PREVIEW = 1_400


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


def preview(held: KeptFile) -> HttpResponse:
    """A picture drawn anew from an image, or from the first page of a PDF; else 404."""
    if not held.drawable:
        raise Http404
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
