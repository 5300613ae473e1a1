"""The words of times: each with its class for the grammar and its value."""

from __future__ import annotations

from typing import Any

Entry = tuple[str, Any]

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip

NUMBERS: dict[str, int] = {
    **{w: i for i, w in enumerate(_ONES)},
    **{w: 10 * i for i, w in enumerate(_TENS, 2)},
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "dozen": 12,
}
ORDINALS: dict[str, int] = {
    **{w: i for i, w in enumerate(_ORDINALS, 1)},
    "twentieth": 20,
    "thirtieth": 30,
}

# What a unit is called, the unit of the calendar it is counted in, and how many of those it has. Times of day are
# counted in seconds, minutes and hours.
_UNITS: dict[str, tuple[str, int]] = {
    "second": ("second", 1), "minute": ("minute", 1), "hour": ("hour", 1), "day": ("day", 1), "week": ("week", 1),
    "fortnight": ("week", 2), "month": ("month", 1), "quarter": ("quarter", 1), "year": ("year", 1),
    "decade": ("decade", 1), "century": ("century", 1),
}  # fmt: skip
# TIMEX3's letter of each, with T where it is a time of day; a decade is ten years, a century is counted as one.
LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y",
    "decade": "Y", "century": "C",
}  # fmt: skip

MODS = {
    "about": "APPROX", "around": "APPROX", "roughly": "APPROX", "approximately": "APPROX", "some": "APPROX",
    "circa": "APPROX", "nearly": "LESS_THAN", "almost": "LESS_THAN", "over": "MORE_THAN", "under": "LESS_THAN",
    "exactly": None, "just": None, "close to": "APPROX", "more than": "MORE_THAN", "less than": "LESS_THAN",
    "longer than": "MORE_THAN", "fewer than": "LESS_THAN", "at least": "EQUAL_OR_MORE", "at most": "EQUAL_OR_LESS",
    "up to": "EQUAL_OR_LESS", "no more than": "EQUAL_OR_LESS", "not more than": "EQUAL_OR_LESS",
    "no less than": "EQUAL_OR_MORE", "no fewer than": "EQUAL_OR_MORE", "no longer than": "EQUAL_OR_LESS",
    "well over": "MORE_THAN", "just over": "MORE_THAN", "just under": "LESS_THAN", "within": "EQUAL_OR_LESS",
    "only": None, "as long as": "EQUAL_OR_LESS", "as many as": "EQUAL_OR_LESS", "just about": "APPROX",
    "a little over": "MORE_THAN", "little more than": "MORE_THAN", "a little more than": "MORE_THAN",
}  # fmt: skip


def _build() -> dict[str, Entry]:
    words: dict[str, Entry] = {}

    def put(kind: str, **values: Any) -> None:
        for word, value in values.items():
            words[word] = (kind, value)

    def same(kind: str, listed: str, value: Any = None) -> None:
        for word in listed.split():
            words[word] = (kind, value)

    for i, word in enumerate(MONTHS, 1):
        words[word] = ("month", i)
    short = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    for i, word in enumerate(short, 1):
        words.setdefault(word, ("month", i))
        words[word + "."] = ("month", i)
    put("month", **{"sept": 9, "sept.": 9, "febr.": 2})
    for i, word in enumerate(WEEKDAYS):
        words[word] = ("weekday", i)
        words[word + "s"] = ("weekdays", i)
    for i, listed in enumerate(("mon", "tue tues", "wed", "thu thur thurs", "fri", "sat", "sun")):
        for word in listed.split():
            words[word] = ("wabbr", i)
            words[word + "."] = ("wabbr", i)
    for word, unit in _UNITS.items():
        words[word] = ("unit", unit)
        words[word + "s"] = ("units", unit)
    words["centuries"] = ("units", ("century", 1))
    words["quarter"], words["second"] = ("quarter", ("quarter", 1)), ("ord", 2)
    for word in ["hr", "hrs", "min", "mins"]:
        words[word] = ("units", _UNITS["hour" if word[0] == "h" else "minute"])
    put("season", spring="SP", summer="SU", autumn="FA", fall="FA", winter="WI", springtime="SP", summertime="SU",
        wintertime="WI")  # fmt: skip
    put("seasons", summers="SU", winters="WI")
    put("part", morning="MO", afternoon="AF", evening="EV", night="NI", dawn="MO", dusk="EV", sunrise="MO",
        sunset="EV", daybreak="MO", nightfall="NI", lunchtime="MI", predawn="MO")  # fmt: skip
    put("parts", mornings="MO", afternoons="AF", evenings="EV", nights="NI")
    put("noon", noon="12:00", midday="12:00", midnight="24:00")
    put("today", today=0, yesterday=-1, tomorrow=1)
    put("tonight", tonight=("NI", 0), overnight=("NI", -1))
    put("weekend", weekend=None, weekends=None)
    same("last", "last latter")
    same("bc", "bc bce")
    same("ad", "ad ce")
    same("past", "past")
    same("previous", "previous preceding prior")
    same("next", "next")
    same("coming", "coming upcoming forthcoming")
    same("following", "following succeeding subsequent ensuing")
    same("this", "this")
    same("that", "that")
    same("these", "these")
    same("those", "those")
    same("same", "same")
    same("current", "current present")
    same("recent", "recent")
    same("latest", "latest")
    same("comparable", "comparable corresponding")
    same("full", "full entire whole")
    same("the", "the")
    same("a", "a an")
    same("of", "of")
    same("in", "in")
    same("on", "on")
    same("at", "at")
    same("to", "to until till through")
    same("and", "and")
    same("or", "or")
    same("so", "so")
    same("between", "between")
    same("from", "from")
    put("early", early="START", mid="MID", late="END")
    put("edge", beginning="START", start="START", end="END", middle="MID", close="END", onset="START", eve=None,
        dawn="START", turn="START")  # fmt: skip
    words["dawn"] = ("part", "MO")
    put("comparative", earlier="START", later="END")
    same("ago", "ago")
    same("hence", "hence")
    same("before", "before previously")
    same("after", "after afterwards afterward thereafter")
    same("now", "now")
    same("every", "every each")
    same("per", "per")
    same("old", "old")
    same("long", "long")
    same("half", "half")
    same("halves", "halves")
    same("fiscal", "fiscal financial")
    same("few", "few several many")
    same("couple", "couple")
    same("ahead", "ahead")
    same("more", "more less longer fewer")
    same("than", "than")
    same("about", "about around roughly approximately some circa nearly almost under exactly only")
    same("over", "over")
    same("least", "least most")
    same("up", "up")
    same("no", "no not")
    same("close", "well")
    same("within", "within")
    same("as", "as")
    same("little", "little")
    same("time", "time")
    same("moment", "moment")
    same("period", "period")
    same("date", "date")
    same("times", "times")
    put("once", once=1, twice=2, thrice=3)
    same("business", "trading business working consecutive straight school calendar")
    put("freq", daily="P1D", nightly="P1D", hourly="PT1H", weekly="P1W", fortnightly="P2W", biweekly="P2W",
        monthly="P1M", quarterly="P3M", yearly="P1Y", annually="P1Y", biannually="P6M", everyday="P1D")  # fmt: skip
    same("present", "currently nowadays presently")
    same("recently", "recently lately")
    same("pastly", "previously formerly")
    same("soonly", "soon shortly")
    same("future", "future")
    same("right", "right just")
    same("term", "term run")
    put("zone", gmt="Z", utc="Z", est="-05:00", edt="-04:00", cst="-06:00", cdt="-05:00", mst="-07:00", mdt="-06:00",
        pst="-08:00", pdt="-07:00", bst="+01:00", cet="+01:00", cest="+02:00", ist=None, local=None)  # fmt: skip
    put("ampm", am="AM", pm="PM")
    words["oclock"] = ("oclock", None)
    same("hours", "hours")
    words["hours"] = ("units", _UNITS["hour"])
    put("decade", twenties=2, thirties=3, forties=4, fifties=5, sixties=6, seventies=7, eighties=8, nineties=9)
    for word, n in ORDINALS.items():
        words[word] = ("ord", n)
    for word, n in NUMBERS.items():
        words[word] = ("num", n)
    put("holiday", christmas="12-25", xmas="12-25", halloween="10-31", thanksgiving="thanksgiving", easter="easter")
    same("other", "other")
    return words


WORDS = _build()

# Names of days in several words: month and day, or a rule of `resolve`.
HOLIDAYS = {
    "christmas day": "12-25", "christmas eve": "12-24", "boxing day": "12-26", "new year's day": "01-01",
    "new year's eve": "12-31", "valentine's day": "02-14", "thanksgiving day": "thanksgiving",
    "easter sunday": "easter", "easter monday": "easter+1", "good friday": "easter-2", "halloween": "10-31",
    "christmas": "12-25", "xmas": "12-25", "thanksgiving": "thanksgiving", "easter": "easter", "may day": "05-01",
    "election day": "election", "veterans day": "11-11", "labor day": "labor", "memorial day": "memorial",
    "bastille day": "07-14", "palm sunday": "easter-7", "all saints' day": "11-01", "d-day": "1944-06-06",
    "international women's day": "03-08", "new year": "01-01", "fourth of july": "07-04",
}  # fmt: skip
