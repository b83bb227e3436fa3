"""Files as answers, kept by the browser under a name."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
CSV = "text/csv; charset=utf-8"


def download(content: bytes | str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    held = content_disposition_header(as_attachment=True, filename=name)
    # the header is None only for a file that is shown, which this one is not
    response.headers["Content-Disposition"] = held or "attachment"
    return response
