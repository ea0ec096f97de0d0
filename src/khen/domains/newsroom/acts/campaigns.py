"""Campaigns: opened, renamed, ended by whoever publishes for a body."""

from datetime import date

from khen.atoms.refusal import refuse_if
from khen.bodies.models import Body, Person
from khen.book import journal
from khen.book.journal import act
from khen.domains.newsroom.acts import names
from khen.domains.newsroom.models import Campaign
from khen.domains.newsroom.rules.names import reasons_about_days
from khen.domains.newsroom.terms import campaigns as terms


@act
def open_campaign(*, by: Person, body: Body, on: date, name: str, since: date, last: date | None = None) -> Campaign:
    """Mở đợt tuyên truyền: from its first day texts of the body, and of all below it, may belong to it."""
    refuse_if(reasons_about_days(since=since, last=last))
    opened = names.opened(Campaign(body=body, since=since, until=last and last + names.DAY), name, by=by, body=body, on=on)
    said = terms.CampaignOpened(campaign=opened.pk, name=opened.name, since=since, last=last)
    journal.write(said, by=by, body=body, on=on, about=opened)
    return opened


@act
def rename_campaign(campaign: Campaign, *, by: Person, on: date, name: str) -> Campaign:
    """Đổi tên: what belongs to it goes along."""
    campaign, body = names.held(campaign, campaign.body, by=by, on=on)
    before = names.renamed(campaign, name)
    said = terms.CampaignRenamed(campaign=campaign.pk, name=campaign.name, name_before=before)
    journal.write(said, by=by, body=body, on=on, about=campaign)
    return campaign


@act
def end_campaign(campaign: Campaign, *, by: Person, on: date, last: date) -> Campaign:
    """Định ngày kết thúc: sooner or later than was said, until it is over."""
    campaign, body = names.held(campaign, campaign.body, by=by, on=on)
    names.ended(campaign, last)
    journal.write(terms.CampaignEnded(campaign=campaign.pk, last=last), by=by, body=body, on=on, about=campaign)
    return campaign
