"""File → Plan."""
