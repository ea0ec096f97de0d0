"""Which answers are refusals for want of right, and how many of them are kept. Values in, words out.

A person, or whoever goes about under their name, may knock ten thousand times a day: the same attempt is one row that counts up
to `MOST_TIMES`, a day has `MOST_ROWS` of one person, and what is older than `KEPT` is forgotten."""

from datetime import timedelta

from khen.domains.organisation.terms.rebuffs import Refused

MOST_TIMES, MOST_ROWS, KEPT = 200, 50, timedelta(days=180)


def refused(*, status: int, of_a_record: bool, forged: bool) -> Refused | None:
    """Why the form of somebody signed in was not taken; None where it was, or where they may try again as they are.

    `of_a_record`: sent to the page of one record; `forged`: a row was named in it that was not offered."""
    if status == 404:
        return Refused.OUT_OF_REACH if of_a_record else Refused.NOT_ALLOWED
    if status == 403:
        return Refused.NOT_ALLOWED
    return Refused.NOT_OFFERED if forged else None
