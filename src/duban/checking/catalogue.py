"""Every rule there is, in the order of its code, and nowhere else."""

from __future__ import annotations

from typing import Any

from duban.checking.library import Library
from duban.checking.rule import Rule
from duban.checking.rules.cells_agree import cells_agree
from duban.checking.rules.cells_whole import cells_whole
from duban.checking.rules.changes_add_up import changes_add_up
from duban.checking.rules.columns_add_up import columns_add_up
from duban.checking.rules.columns_complete import columns_complete
from duban.checking.rules.cumulative_is_said import cumulative_is_said
from duban.checking.rules.cumulative_not_pasted import cumulative_not_pasted
from duban.checking.rules.cumulative_rises import cumulative_rises
from duban.checking.rules.days_fit_period import days_fit_period
from duban.checking.rules.due_after_milestones import due_after_milestones
from duban.checking.rules.due_before_upper import due_before_upper
from duban.checking.rules.due_covers_text import due_covers_text
from duban.checking.rules.due_in_year import due_in_year
from duban.checking.rules.due_period_filled import due_period_filled
from duban.checking.rules.due_readable import due_readable
from duban.checking.rules.end_as_firm_as_target import end_as_firm_as_target
from duban.checking.rules.end_meets_target import end_meets_target
from duban.checking.rules.events_held_once import events_held_once
from duban.checking.rules.group_names_somebody import group_names_somebody
from duban.checking.rules.header_fits import header_fits
from duban.checking.rules.heading_count import heading_count
from duban.checking.rules.headings_agree import headings_agree
from duban.checking.rules.increments_fit import increments_fit
from duban.checking.rules.investment_fits_sources import investment_fits_sources
from duban.checking.rules.last_year_named_once import last_year_named_once
from duban.checking.rules.lead_not_helper import lead_not_helper
from duban.checking.rules.lead_unit_named import lead_unit_named
from duban.checking.rules.leader_keeps_units import leader_keeps_units
from duban.checking.rules.metric_named_once import metric_named_once
from duban.checking.rules.months_fit_period import months_fit_period
from duban.checking.rules.names_count_up import names_count_up
from duban.checking.rules.names_spelled_once import names_spelled_once
from duban.checking.rules.no_leftovers import no_leftovers
from duban.checking.rules.one_measure_word import one_measure_word
from duban.checking.rules.one_scale import one_scale
from duban.checking.rules.parts_within_whole import parts_within_whole
from duban.checking.rules.percent_fits_amount import percent_fits_amount
from duban.checking.rules.periods_differ import periods_differ
from duban.checking.rules.periods_filled import periods_filled
from duban.checking.rules.plans_current import plans_current
from duban.checking.rules.progress_even import progress_even
from duban.checking.rules.progress_reaches_all import progress_reaches_all
from duban.checking.rules.results_told_once import results_told_once
from duban.checking.rules.rows_in_place import rows_in_place
from duban.checking.rules.serials_in_order import serials_in_order
from duban.checking.rules.serials_once import serials_once
from duban.checking.rules.serials_run import serials_run
from duban.checking.rules.share_has_task import share_has_task
from duban.checking.rules.share_taken_up import share_taken_up
from duban.checking.rules.shares_add_up import shares_add_up
from duban.checking.rules.stated_count import stated_count
from duban.checking.rules.target_not_below_last_year import target_not_below_last_year
from duban.checking.rules.target_taken_up import target_taken_up
from duban.checking.rules.totals_add_up import totals_add_up
from duban.checking.rules.unit_named_once import unit_named_once
from duban.checking.rules.units_known import units_known
from duban.checking.rules.units_named_in_full import units_named_in_full
from duban.checking.rules.within_hundred import within_hundred
from duban.checking.rules.words_once import words_once
from duban.checking.view import PlanView, TaskView

#: over one task
TASK_RULES: tuple[Rule[TaskView], ...] = (
    shares_add_up,
    cells_agree,
    increments_fit,
    percent_fits_amount,
    parts_within_whole,
    names_count_up,
    changes_add_up,
    investment_fits_sources,
    columns_add_up,
    due_in_year,
    due_after_milestones,
    due_period_filled,
    months_fit_period,
    due_covers_text,
    days_fit_period,
    cells_whole,
    no_leftovers,
    plans_current,
    last_year_named_once,
    words_once,
    lead_unit_named,
    lead_not_helper,
    unit_named_once,
    units_known,
    group_names_somebody,
    one_scale,
    one_measure_word,
    within_hundred,
    metric_named_once,
    end_meets_target,
    cumulative_rises,
    cumulative_not_pasted,
    cumulative_is_said,
    end_as_firm_as_target,
    periods_filled,
    periods_differ,
    target_taken_up,
    progress_reaches_all,
    progress_even,
)
#: over one result in the review of a report, which has no periods, no due date and no duties
RESULT_RULES: tuple[Rule[TaskView], ...] = (
    shares_add_up,
    parts_within_whole,
    names_count_up,
    changes_add_up,
    within_hundred,
    no_leftovers,
    last_year_named_once,
    words_once,
)
#: over the review of a report as a whole
REVIEW_RULES: tuple[Rule[PlanView], ...] = (results_told_once,)
#: over one plan
PLAN_RULES: tuple[Rule[PlanView], ...] = (
    totals_add_up,
    events_held_once,
    serials_run,
    serials_once,
    serials_in_order,
    headings_agree,
    header_fits,
    columns_complete,
    rows_in_place,
    stated_count,
    due_readable,
    heading_count,
    names_spelled_once,
    units_named_in_full,
    leader_keeps_units,
)
#: over several plans
LIBRARY_RULES: tuple[Rule[Library], ...] = (
    share_taken_up,
    due_before_upper,
    share_has_task,
    target_not_below_last_year,
)

RULES: tuple[Rule[Any], ...] = (*TASK_RULES, *REVIEW_RULES, *PLAN_RULES, *LIBRARY_RULES)
