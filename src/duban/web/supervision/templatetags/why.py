"""A cause as the reader's language says it."""

from __future__ import annotations

from django import template

from duban.web.supervision.saying import told

register = template.Library()
register.filter("why", told)
