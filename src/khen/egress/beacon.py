"""Page views as they are reported: one line a view in a file of the day; no cookie, no reader's address, no lock of the database.

When the day is over its file is counted into one entry for each site, and removed. Web and worker share the home's folder."""

import os
import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from khen.bodies.models import Outlet
from khen.bodies.terms import OutletKind
from khen.egress import acts
from khen.egress.models import DayOfViews

LARGEST = 256 * 1024 * 1024  # bytes of one day's file; beyond it nothing more is counted
PATH = re.compile(r"/[^\s?#]{0,199}")
ARTICLE = re.compile(r"/tin/([0-9]{1,18})-")  # as khen.web.portals writes it
SITE = re.compile(r"[-\w]{1,40}")


def folder() -> Path:
    """Where the days' files lie."""
    place: Path = settings.ENV.home / "views"
    return place


def note(site: str, path: str, day: date) -> bool:
    """Append one view of a page of a site; False when what was reported is no view. One write of less than a block is whole."""
    if not SITE.fullmatch(site) or not PATH.fullmatch(path):
        return False
    folder().mkdir(parents=True, exist_ok=True)
    opened = os.open(folder() / f"{day.isoformat()}.txt", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        if os.fstat(opened).st_size > LARGEST:
            return False
        os.write(opened, f"{site}\t{path}\n".encode())
    finally:
        os.close(opened)
    return True


def so_far(day: date) -> Counter[str]:
    """Views of each site on a day that is not counted yet."""
    sites: Counter[str] = Counter()
    for (site, _article), views in told(day).items():
        sites[site] += views
    return sites


def told(day: date) -> Counter[tuple[str, int]]:
    """Views by site and article (0: any other page) on a day that is not counted yet. Only pages that stood are in the file,
    however an address was written: no more keys than articles."""
    file = folder() / f"{day.isoformat()}.txt"
    if not file.exists():
        return Counter()
    with file.open(encoding="utf-8", errors="replace") as lines:
        return Counter(_key(*line.partition("\t")[::2]) for line in lines)


def _key(site: str, path: str) -> tuple[str, int]:
    found = ARTICLE.match(path)
    return site, int(found[1]) if found else 0


def count_days(today: date) -> int:
    """Count every day that is over, each site once. Returns how many days were counted."""
    done = 0
    for file in sorted(folder().glob("????-??-??.txt")) if folder().exists() else []:
        day = date.fromisoformat(file.stem)
        if day >= today:
            continue
        _count(day, today)
        file.unlink(missing_ok=True)
        done += 1
    return done


def _count(day: date, today: date) -> None:
    views, articles = Counter[str](), defaultdict[str, dict[int, int]](dict)
    for (site, article), seen in told(day).items():
        views[site] += seen
        if article:
            articles[site][article] = seen
    counted = set(DayOfViews.objects.filter(day=day).values_list("outlet", flat=True))
    for outlet in Outlet.objects.filter(kind=OutletKind.SITE, key__in=views).exclude(pk__in=counted).order_by("pk"):
        on = max(day, today - timedelta(days=1))
        acts.count_views(outlet, day=day, views=views[outlet.key], on=on, articles=articles[outlet.key])
