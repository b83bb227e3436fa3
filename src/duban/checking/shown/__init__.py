"""Findings as a person or a machine wants to see them."""
