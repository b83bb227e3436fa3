"""How dates are written, per language."""
