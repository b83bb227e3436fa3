"""Dates as Chinese papers write them."""

DATE_FORMAT = "Y年n月j日"
SHORT_DATE_FORMAT = "n月j日"
DATETIME_FORMAT = "Y年n月j日 H:i"
MONTH_DAY_FORMAT = "n月j日"
