"""填报与审核: reporting calendars, reports with their figures and evidence, and their review."""
