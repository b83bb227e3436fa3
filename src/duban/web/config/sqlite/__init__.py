"""A database backend of Django: only `base` is ours."""
