"""Publication times: ISO 8601, as precise as they are known and no more."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from sayso._errors import InputError

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?P<time>[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r" ?(?:Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?)?)?)?",
    re.ASCII,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(Z|[+-]\d\d:?\d\d)?", re.ASCII)
_SLASHED = re.compile(r"(\d{4})/(\d\d)/(\d\d)(?=$|[T ])", re.ASCII)
_HALF_DAY = re.compile(r",?(?: at)? \d{1,2}(?:[:.]\d\d){0,2} ?[ap]\.?m\b.*", re.ASCII | re.IGNORECASE)
_SECONDS = re.compile(r"\d:\d\d:\d\d", re.ASCII)
_ZONE = re.compile(r"(?<=:\d\d) ?(?:UTC|GMT)$", re.ASCII)
# Only forms that name the month: 03/04/2024 is a day in March or in April, and a guess is no date.
_WORDED = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%A, %B %d, %Y", "%A, %d %B %Y", "%a, %d %b %Y")


def check_published(value: str) -> str:
    """`value` in ISO 8601: year, year-month, date, or date-time with or without its offset from UTC.

    What is valid stays as it was written, but for a space where the T belongs. Raises InputError otherwise.
    """
    text = value.strip()
    match = _ISO.fullmatch(text)
    if not match or not _exists(match):
        raise InputError(f"no ISO 8601 time: {value[:60]!r} (write 2024-12-22 or 2024-12-22T08:30+00:00)")
    return text.replace(" ", "T", 1).replace(" ", "") if match["time"] else text


def find_published(value: str) -> str | None:
    """The ISO 8601 time in what a web page gives as one, or None when it can be read in two ways or in none."""
    text = " ".join(value.split())
    if match := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, zone = match.groups()
        text = f"{year}-{month}-{day}"
        if hour:
            text += f"T{hour}:{minute}" + (f":{second}" if second else "") + (zone or "")
    text, half_day = _HALF_DAY.subn("", text)  # 10:30 PM: what is left is the day, which is true without it
    text = _ZONE.sub("Z", _SLASHED.sub(r"\1-\2-\3", text))
    try:
        return check_published(text)
    except InputError:
        pass
    for form in _WORDED:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    if half_day:
        return None
    try:
        return parsedate_to_datetime(value).isoformat(timespec="seconds" if _SECONDS.search(value) else "minutes")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _exists(match: re.Match[str]) -> bool:
    parts = {key: int(number) for key, number in match.groupdict().items() if number and key != "time"}
    try:
        datetime(**{"month": 1, "day": 1, **parts})  # type: ignore[arg-type]
    except ValueError:
        return False
    return True
