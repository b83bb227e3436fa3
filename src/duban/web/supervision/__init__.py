"""Lights as they were and are, reminders, orders, talks, instructions, the day's work."""
