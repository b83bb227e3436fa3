"""Dates in English."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M"
DATETIME_FORMAT = "j F Y H:i"
MONTH_DAY_FORMAT = "j F"
