"""Addresses of supervision."""

from __future__ import annotations

from django.urls import path

from duban.web.supervision import (
    book_pages,
    burden_pages,
    order_pages,
    pages,
    proposal_pages,
    told_pages,
)

app_name = "supervision"
urlpatterns = [
    path("", pages.lights, name="lights"),
    path("remind/", pages.remind_some, name="remind-some"),
    path("tasks/<int:pk>/<slug:name>/", pages.act, name="act"),
    path("overrides/<int:pk>/lift/", pages.lift, name="lift"),
    path("assessments/<int:pk>/take-back/", pages.take_word_back, name="take-word-back"),
    path("orders/", order_pages.orders, name="orders"),
    path("orders/<int:pk>/", order_pages.order, name="order"),
    path("orders/<int:pk>/<slug:name>/", order_pages.act, name="order-act"),
    path("proposals/", proposal_pages.proposals, name="proposals"),
    path("proposals/decide/", proposal_pages.decide, name="decide"),
    path("bulletin/", proposal_pages.bulletin, name="bulletin"),
    path("bulletin/send-out/", proposal_pages.send_out, name="send-out"),
    path("bulletin/<int:pk>/drop/", proposal_pages.drop, name="drop-item"),
    path("burden/", burden_pages.burden, name="burden"),
    path("instructions/", told_pages.instructions, name="instructions"),
    path("instructions/<int:pk>/answer/", told_pages.answer, name="answer"),
    path("talks/", told_pages.talks, name="talks"),
    path("notices/", told_pages.notices, name="notices"),
    path("notices/read/", told_pages.read_notices, name="read-notices"),
    path("notices/contact/", told_pages.contact, name="contact"),
    path("books/", book_pages.books, name="books"),
    path("books/<int:pk>/", book_pages.book, name="book"),
    path("books/<int:pk>/withdraw/", book_pages.withdraw, name="withdraw-book"),
    path("books/new/<int:place>/", book_pages.write, name="new-book"),
    path("books/new/<int:place>/<int:pk>/", book_pages.write, name="edit-book"),
]
