"""Times: TIMEX3 expressions of a report and the days they denote."""

from sayso.times.find import Tagged, find_times

__all__ = ["Tagged", "find_times"]
