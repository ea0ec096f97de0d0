"""Bulletins on their way, with all that hangs on them, as the journal tells them: who answers, where they stand, files, remarks,
opinions, initials, checks, planned days, outlets, words of channels. What their versions say is asked by `reads.sealed`."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from khen.book.comparing import MAYBE, UNTOLD, Retold, day
from khen.book.models import Entry
from khen.domains.newsroom import terms
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.reads.kept.hanging import stands
from khen.domains.newsroom.terms import calendar, channels, counsel, handing, post_checks, remarks

Now = dict[str, Any]
Said = Mapping[str, Any]
Step = Callable[[Now, Entry, Said], None]
OUTLETS = ("sites", "tickers", "popups", "mailings")
BEGUN = {"number": 1, "submissions": 0, "approved_by_id": None, "released_number": None, "published_on": None, "under_id": None}


def _moved(now: Now, entry: Entry, standing: str) -> None:
    now |= {"standing": standing, "moved_on": entry.on}


def _written(now: Now, entry: Entry, said: Said) -> None:
    now |= {**BEGUN, "body_id": entry.body_id, "author_id": entry.by_id, "written_on": entry.on, "as_written": True}
    now["files"] = said.get("files_sha256", UNTOLD)
    _moved(now, entry, terms.Standing.DRAFT)


def _changed(now: Now, entry: Entry, said: Said) -> None:
    now |= {"number": now["number"] + 1, "moved_on": entry.on, "files": said.get("files_sha256", UNTOLD)}


def _submitted(now: Now, entry: Entry, said: Said) -> None:
    now["submissions"] += 1
    _moved(now, entry, terms.Standing.SUBMITTED)


def _approved(now: Now, entry: Entry, said: Said) -> None:
    now |= {"approved_by_id": entry.by_id, "released_number": now["number"]}
    _moved(now, entry, terms.Standing.APPROVED)
    _asking_ended(now, entry, said)


def _returned(now: Now, entry: Entry, said: Said) -> None:
    now |= {"approved_by_id": None, "released_number": None}
    _moved(now, entry, terms.Standing.RETURNED)


def _unapproved(now: Now, entry: Entry, said: Said) -> None:
    now |= {"under_id": said["regulation"], "released_number": now["number"]}
    now[f"check {said['version']}"] = _check(entry, day(said, "due"))
    _asking_ended(now, entry, said)


def _published(now: Now, entry: Entry, said: Said) -> None:
    now["published_on"] = now["published_on"] or entry.on
    now |= {f"outlet {key}": entry.on for kind in OUTLETS for key in said[kind]}
    _moved(now, entry, terms.Standing.PUBLISHED)


def _corrected(now: Now, entry: Entry, said: Said) -> None:
    """Before their fourth shape corrections told nothing of their check, and once had none; before their sixth they changed no
    files."""
    now |= {"number": now["number"] + 1, "files": said.get("files_sha256", now["files"])}
    now[f"check {said['version']}"] = _check(entry, day(said, "check_due")) if "check_due" in said else MAYBE
    _moved(now, entry, terms.Standing.PUBLISHED)


def _withdrawn(now: Now, entry: Entry, said: Said) -> None:
    _moved(now, entry, terms.Standing.WITHDRAWN)


def _check(entry: Entry, due: date | None) -> Now:
    return {"published_by_id": entry.by_id, "due": due, "verdict": "", "reason": "", "by_id": None, "on": None}


def _checked(now: Now, entry: Entry, said: Said) -> None:
    verdict = {"verdict": said["verdict"], "reason": said["reason"], "by_id": entry.by_id, "on": entry.on}
    for check in _of(now, "check"):
        if check is not MAYBE and not check["verdict"]:
            check |= verdict


def _handed_over(now: Now, entry: Entry, said: Said) -> None:
    now["author_id"] = said["person"]


def _planned(now: Now, entry: Entry, said: Said) -> None:
    now["planned"] = day(said, "day")


def _worded(now: Now, entry: Entry, said: Said) -> None:
    told = {name: said[name] for name in ("version", "carrier", "derived")} | {"by_id": entry.by_id, "on": entry.on}
    earlier = [one for one in _of(now, "words") if (one["version"], one["carrier"]) == (said["version"], said["carrier"])]
    told["number"] = len(earlier) + 1
    now[f"words {said['words']}"] = told | {"sha256": said.get("text_sha256", UNTOLD)}


def _remarked(now: Now, entry: Entry, said: Said) -> None:
    told = {name: said[name] for name in ("number", "quote", "text")} | {"by_id": entry.by_id, "on": entry.on}
    now[f"remark {said['remark']}"] = told | {"settled_by_id": None, "settled_on": None, "answers": []}


def _answered(now: Now, entry: Entry, said: Said) -> None:
    now[f"remark {said['remark']}"]["answers"].append((entry.about_id, now["number"], said["text"], entry.by_id, entry.on))


def _settled(now: Now, entry: Entry, said: Said) -> None:
    now[f"remark {said['remark']}"] |= {"settled_by_id": entry.by_id, "settled_on": entry.on}


def _asked(now: Now, entry: Entry, said: Said) -> None:
    told = {"version_id": said["version"], "body_id": said["body"], "person_id": said["person"], "question": said["text"]}
    told |= {"until": day(said, "until"), "asked_by_id": entry.by_id, "asked_on": entry.on, "ended_on": None}
    now[f"opinion {said['opinion']}"] = told | {"answer": "", "text": "", "answered_by_id": None, "answered_on": None}


def _said(now: Now, entry: Entry, said: Said) -> None:
    told = {"answer": said["answer"], "text": said["text"], "answered_by_id": entry.by_id, "answered_on": entry.on}
    now[f"opinion {said['opinion']}"] |= told


def _asked_another(now: Now, entry: Entry, said: Said) -> None:
    now[f"opinion {said['opinion']}"]["person_id"] = said["person"]


def _asking_ended(now: Now, entry: Entry, said: Said) -> None:
    for opinion in _of(now, "opinion"):
        opinion["ended_on"] = opinion["ended_on"] or entry.on


def _initialled(now: Now, entry: Entry, said: Said) -> None:
    now[f"initials {said['version']}"] = (entry.by_id, entry.on)


def _of(now: Now, what: str) -> list[Any]:
    return [one for name, one in now.items() if name.startswith(f"{what} ")]


STEPS: dict[str, Step] = {
    terms.Written.kind: _written,
    terms.Changed.kind: _changed,
    terms.Submitted.kind: _submitted,
    terms.Approved.kind: _approved,
    terms.Returned.kind: _returned,
    terms.Published.kind: _published,
    terms.Corrected.kind: _corrected,
    terms.Withdrawn.kind: _withdrawn,
    post_checks.PublishedUnapproved.kind: _unapproved,
    post_checks.PostChecked.kind: _checked,
    handing.TextHandedOver.kind: _handed_over,
    handing.OpinionHandedOver.kind: _asked_another,
    calendar.Planned.kind: _planned,
    channels.Worded.kind: _worded,
    remarks.Remarked.kind: _remarked,
    remarks.RemarkAnswered.kind: _answered,
    remarks.RemarkSettled.kind: _settled,
    counsel.OpinionAsked.kind: _asked,
    counsel.OpinionSaid.kind: _said,
    counsel.AskingEnded.kind: _asking_ended,
    counsel.Initialled.kind: _initialled,
}


def _told(entries: Iterable[Entry]) -> Now:
    now: Now = {}
    for entry in entries:
        STEPS[entry.kind](now, entry, entry.payload)
    return now


BULLETINS = Retold(Bulletin, tuple(STEPS), _told, stands)
