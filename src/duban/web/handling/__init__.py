"""Handing out, signing for, breaking down, changing and closing: a task's way through its year."""
