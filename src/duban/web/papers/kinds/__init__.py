"""The kinds of papers: what each asks, how its facts are gathered, what it says."""
