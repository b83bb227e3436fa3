"""Plans → links: the same work level to level, year to year, edition to edition."""

from duban.linking.link import link

__all__ = ["link"]
