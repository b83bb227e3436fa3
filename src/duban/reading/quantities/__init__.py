"""Every figure of a text as a quantity that a machine can compare.

`grammar` holds the grammar of a quantity, `numerals` that of a number, `units` that of a unit,
`comparators`, `kind` and `metric` what is said around it, `labels` what is no quantity at all,
`allocations` how a total is shared out.
"""

from duban.reading.quantities.allocations import allocations_in, investment_in
from duban.reading.quantities.grammar import quantities_in

__all__ = ["allocations_in", "investment_in", "quantities_in"]
