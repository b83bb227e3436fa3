"""The append-only record of who did what to which thing, before and after."""
