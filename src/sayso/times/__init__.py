"""Times: TIMEX3 expressions of a report and the days they denote."""

from sayso.reading.tagged import Tagged
from sayso.times.dateline import find_date
from sayso.times.find import find_times

__all__ = ["Tagged", "find_date", "find_times"]
