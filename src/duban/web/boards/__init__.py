"""Home pages and what is seen at a glance."""
