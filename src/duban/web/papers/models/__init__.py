"""Papers with their numbers, the templates of an office, keys to a person's calendar."""

from duban.web.papers.models.calendars import CalendarKey
from duban.web.papers.models.papers import Paper, State
from duban.web.papers.models.templates import Template, TemplateState

__all__ = ["CalendarKey", "Paper", "State", "Template", "TemplateState"]
