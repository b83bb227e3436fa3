"""The site's own settings, and one address more: an empty view to measure against."""

from duban.web.config.settings import *  # noqa: F403

ROOT_URLCONF = "tools.bench.ledgers.urls"
