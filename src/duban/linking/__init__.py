"""Plans → links: the same work level to level, year to year, edition to edition."""
