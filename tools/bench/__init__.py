"""`python -m tools.bench`: the speed of the whole, as ratios within one run."""
