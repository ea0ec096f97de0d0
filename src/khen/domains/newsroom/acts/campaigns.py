"""Campaigns: opened, renamed, ended by whoever publishes for a body."""

from datetime import date, timedelta
from itertools import chain, count

from django.db.models import Q

from khen.atoms.refusal import refuse_if
from khen.atoms.text import fold, slug
from khen.bodies.models import Body, Person
from khen.bodies.reads import may, on_day, serving
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.newsroom.models import Campaign, Topic
from khen.domains.newsroom.rules import campaigns as rules
from khen.domains.newsroom.rules import line, reasons_about_post
from khen.domains.newsroom.terms import campaigns as terms

DAY = timedelta(days=1)
LONGEST_KEY = 40


@act
def open_campaign(*, by: Person, body: Body, on: date, name: str, since: date, last: date | None = None) -> Campaign:
    """Mở đợt tuyên truyền: from its first day texts of the body, and of all below it, may belong to it."""
    refuse_if(reasons_about_post(may=may(by, Action.PUBLISH, body, on)))
    refuse_if(rules.reasons_about_days(since=since, last=last))
    opened = _named(Campaign(body=body, since=since, until=last and last + DAY), line(name))
    opened.key = new_key(Campaign, opened.name)
    opened.save()
    said = terms.CampaignOpened(campaign=opened.pk, name=opened.name, since=since, last=last)
    journal.write(said, by=by, body=body, on=on, about=opened)
    return opened


@act
def rename_campaign(campaign: Campaign, *, by: Person, on: date, name: str) -> Campaign:
    """Đổi tên: what belongs to it goes along."""
    campaign = _running(campaign, by=by, on=on)
    before = campaign.name
    refuse_if(rules.reasons_not_to_rename(before=before, name=line(name)))
    _named(campaign, line(name)).save(update_fields=["name", "folded"])
    said = terms.CampaignRenamed(campaign=campaign.pk, name=campaign.name, name_before=before)
    journal.write(said, by=by, body=_body(campaign), on=on, about=campaign)
    return campaign


@act
def end_campaign(campaign: Campaign, *, by: Person, on: date, last: date) -> Campaign:
    """Định ngày kết thúc: sooner or later than was said, until it is over."""
    campaign = _running(campaign, by=by, on=on)
    refuse_if(rules.reasons_about_days(since=campaign.since, last=last))
    refuse_if(rules.reasons_not_to_end(before=campaign.last, last=last))
    campaign.until = last + DAY
    _named(campaign, campaign.name).save(update_fields=["until"])
    journal.write(terms.CampaignEnded(campaign=campaign.pk, last=last), by=by, body=_body(campaign), on=on, about=campaign)
    return campaign


def campaign_for(body: Body, key: str, on: date, kept: int | None) -> Campaign | None:
    """The campaign of this key, if it runs on that day for the body; `kept` is the one that stays good when it has ended."""
    runs = on_day(on) & (Q(body=None) | serving(Body.objects.filter(pk=body.pk), on))
    return Campaign.objects.filter(runs | Q(pk=kept), key=key).first() if key else None


def _running(campaign: Campaign, *, by: Person, on: date) -> Campaign:
    campaign = locked(campaign)
    refuse_if(reasons_about_post(may=campaign.body is not None and may(by, Action.PUBLISH, campaign.body, on)))
    refuse_if(rules.reasons_about_over(last=campaign.last, on=on))
    return campaign


def _body(campaign: Campaign) -> Body:
    assert campaign.body is not None
    return campaign.body


def _named(campaign: Campaign, name: str) -> Campaign:
    same = Campaign.objects.filter(Q(until=None) | Q(until__gt=campaign.since), body=campaign.body, folded=fold(name))
    beside = (same.filter(since__lt=campaign.until) if campaign.until else same).exclude(pk=campaign.pk)
    refuse_if(rules.reasons_about_name(name, again=beside.exists()))
    campaign.name, campaign.folded = name, fold(name)
    return campaign


def new_key(model: type[Campaign] | type[Topic], name: str) -> str:
    """One that no other of them has, made from the name."""
    stem = slug(name, longest=LONGEST_KEY - 8)
    taken = set(model.objects.filter(key__startswith=stem).values_list("key", flat=True))
    return next(key for key in chain([stem], (f"{stem}-{number}" for number in count(2))) if key not in taken)
