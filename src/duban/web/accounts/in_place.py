"""A refusal where it belongs: the form it was sent from, with all that was typed and one more line.

The page that the person came from is asked for again, as that person sees it now, and the form that
was sent is found in it by its address and filled in again. So no view has to say twice how its form
looks, and nothing that was typed is lost. Works without script; what asks by htmx keeps its page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.datastructures import MultiValueDict
from django.utils.http import url_has_allowed_host_and_scheme
from lxml import html

from duban.web.refusals import Refusal

#: what a page shows a person who came by a link is what it shows again
PLAIN = "text/html"
#: never written back into a page
SECRET = ("password",)
TICKED = ("checkbox", "radio")
#: hidden, and yet what was typed stands on it: what another hand saved since must not pass unseen
BASIS = ("version",)
UNFILLED = (*SECRET, "hidden", "file", "submit", "button", "image", "reset")
#: so long a text was written, not chosen
WRITTEN = 2
Typed = Mapping[str, list[str]]
#: signs that come along with what is copied out of papers, and that no page can hold
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def answer_in_place(request: HttpRequest, refusal: Refusal) -> HttpResponse | None:
    """The page with the form, filled in again; None where that page or its form is not there."""
    page_of_form = came_from(request)
    if request.method != "POST" or not page_of_form:
        return None
    page = _asked_again(request, page_of_form)
    if page is None:
        return None
    line = _seen(render_to_string("design/error_sentence.html", {"sentence": refusal}))
    typed = {name: [*map(_seen, texts)] for name, texts in request.POST.lists()}
    shown = filled(page.content.decode(), page_of_form, request.path, typed, line)
    return None if shown is None else HttpResponse(shown, status=refusal.status)


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text)


def written(request: HttpRequest) -> list[str]:
    """The texts a person wrote into a form whose page is gone, to be copied."""
    found = [
        text.strip()
        for name, texts in request.POST.lists()
        if name != "csrfmiddlewaretoken" and not any(word in name for word in SECRET)
        for text in texts
    ]
    return [text for text in dict.fromkeys(found) if _is_writing(text)]


def _is_writing(text: str) -> bool:
    """Words, and not a key, a date, an address or a choice."""
    return len(text) > WRITTEN and (not text.isascii() or " " in text)


def came_from(request: HttpRequest) -> str:
    """Path and query of the page of this site that the form stood on; empty where not known."""
    address = request.headers.get("Referer", "")
    # what a query leaves out at the door, no page is asked with here either
    if "%00" in address or not url_has_allowed_host_and_scheme(address, {request.get_host()}):
        return ""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _asked_again(request: HttpRequest, address: str) -> HttpResponse | None:
    """What the person gets at that address now; None where it is no page."""
    path, _mark, query = address.partition("?")
    try:
        match = resolve(path)
        again = _as_get(request, path, query)
        again.resolver_match = match
        answer = match.func(again, *match.args, **match.kwargs)
    except (Resolver404, Http404, Refusal):
        return None
    if answer.streaming:
        # a file that nobody will be sent
        held = getattr(answer, "file_to_stream", None)
        if held is not None:
            held.close()
        return None
    plain = answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith(PLAIN)
    return answer if plain and answer.content.strip() else None


def _as_get(request: HttpRequest, path: str, query: str) -> HttpRequest:
    """The same person asking for a page, in the same session."""
    again: Any = copy(request)
    again.method, again.path, again.path_info = "GET", path, path
    again.META = request.META | {"REQUEST_METHOD": "GET", "QUERY_STRING": query, "PATH_INFO": path}
    again.__dict__.pop("headers", None)
    again.GET = QueryDict(query)
    again._post, again._files = QueryDict(), MultiValueDict()
    return again  # type: ignore[no-any-return]


def filled(page: str, came_from: str, address: str, typed: Typed, line: str) -> str | None:
    """`page` with what was `typed` in the form that sends to `address`, and `line` at its head."""
    tree: Any = html.document_fromstring(page)
    forms = [form for form in tree.forms if address in _addresses(form, came_from)]
    if not forms:
        return None
    form = max(forms, key=lambda one: _likeness(one, typed))
    for name, fields in _fields(form).items():
        if name in BASIS:
            _restore(fields, typed.get(name, []))
        else:
            _fill(fields, typed.get(name, []))
    said = html.fragment_fromstring(line)
    said.set("id", "refused")
    form.insert(0, said)
    for around in form.iterancestors("details", "dialog"):
        around.set("open", "")
    for inside in form.iter("details"):
        inside.set("open", "")
    _point_at(tree, line)
    shown: str = html.tostring(tree, encoding="unicode", doctype="<!doctype html>")
    return shown


def _addresses(form: Any, came_from: str) -> Iterator[str]:
    """Where a form may send, by its own address and those of its buttons."""
    if form.get("method", "").lower() == "post":
        own = form.get("action") or came_from
        for address in (own, *form.xpath(".//@formaction")):
            yield urlsplit(urljoin(came_from, address)).path


def _likeness(form: Any, typed: Typed) -> int:
    """Of forms that send to one address, the one with the same hidden words was sent."""
    hidden = form.xpath(".//input[@type='hidden']")
    return sum(field.get("value", "") in typed.get(field.get("name", ""), ()) for field in hidden)


def _fields(form: Any) -> dict[str, list[Any]]:
    """By name, in order; those that name the form from elsewhere on the page among them."""
    found: dict[str, list[Any]] = {}
    inside = form.xpath(".//input | .//select | .//textarea")
    name = form.get("id", "")
    outside = form.getroottree().xpath("//*[@form=$name]", name=name) if name else []
    for field in (*inside, *outside):
        if field.get("name") and field.tag in ("input", "select", "textarea"):
            found.setdefault(field.get("name"), []).append(field)
    return found


def _restore(fields: list[Any], texts: list[str]) -> None:
    for field, text in zip(fields, texts, strict=False):
        field.set("value", text)


def _fill(fields: list[Any], texts: list[str]) -> None:
    left = list(texts)
    for field in fields:
        kind = (field.get("type") or "text").lower() if field.tag == "input" else field.tag
        if kind in TICKED:
            _mark(field, "checked", field.get("value", "on") in texts)
        elif kind == "select":
            for option in field.iter("option"):
                value = option.get("value", option.text or "")
                _mark(option, "selected", value in texts)
        elif kind not in UNFILLED and left:
            text = left.pop(0)
            if field.tag == "textarea":
                field.text = text
            else:
                field.set("value", text)


def _mark(field: Any, name: str, on: bool) -> None:
    if on:
        field.set(name, name)
    else:
        field.attrib.pop(name, None)


def _point_at(tree: Any, line: str) -> None:
    """The sentence at the head of the page too, leading to the form."""
    for place in tree.xpath("//*[@id='notices']"):
        said = html.fragment_fromstring(line)
        for words in said.iter("span"):
            link = html.fragment_fromstring('<a href="#refused"></a>')
            link.text = words.text_content()
            words.text = ""
            words.append(link)
        place.append(said)
