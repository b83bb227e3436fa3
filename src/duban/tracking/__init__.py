"""Plan, reports and a day → expected progress, lights, and what to do about them.

    rule-book ─┐
    facts ─────┼→ situation → measures → light of each family → history → proposed acts
    day ───────┘

Nothing here reads the clock, a file that was not named, or a database: the day is an argument.
"""
