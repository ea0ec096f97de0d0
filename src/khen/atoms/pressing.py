"""What leads readers, and for how long: a text to which nobody gave a last day does not lead for ever."""

from datetime import date, timedelta

LEADING = ("emergency", "notice")  # classes of bulletins, in the order in which they lead
DAYS = 3  # for which a text without a last day is pressing; the day of publication or of the last correction is the first


def oldest(day: date) -> date:
    """The earliest day of publication on which a text without a last day still is pressing on `day`."""
    return day - timedelta(days=DAYS - 1)


def is_pressing(*, since: date, until: date | None, day: date) -> bool:
    """Within its days, inclusive; without a last one only for the first DAYS of them."""
    return since <= day and (day <= until if until else since >= oldest(day))
