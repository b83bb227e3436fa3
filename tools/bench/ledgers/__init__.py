"""A district's year as it stands in the database of a large office, and the site that serves it."""

#: an address that only the bench's site has
EMPTY = "bench/empty/"
