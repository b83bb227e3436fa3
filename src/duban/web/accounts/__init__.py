"""Organisations, people, roles and the table of rights."""
