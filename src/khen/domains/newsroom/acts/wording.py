"""Words for one channel: an author says it in the channel's own way, and whoever approves reads that as well."""

from datetime import date
from typing import Any

from khen.atoms.refusal import refuse_if
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act
from khen.domains.newsroom import rules
from khen.domains.newsroom.acts.steps import held
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.models.channels import ChannelWords
from khen.domains.newsroom.rules import channels
from khen.domains.newsroom.terms.channels import Worded


@act
def word_for(
    bulletin: Bulletin, *, by: Person, on: date, carrier: str, title: str = "", text: str = "", seen: int | None = None
) -> ChannelWords:
    """Viết lời cho kênh: this version is said on this channel in these words; both empty: in the house's own again."""
    bulletin = held(bulletin, by=by, on=on, action=Action.DRAFT)
    refuse_if(rules.reasons_not_to_change(standing=bulletin.standing))
    refuse_if(rules.reasons_not_to_overwrite(seen=seen, number=bulletin.number))
    saying = channels.neat(carrier, title=title, text=text)
    refuse_if(channels.reasons_about_saying(carrier, saying))
    version = bulletin.versions.get(number=bulletin.number)
    number = ChannelWords.objects.filter(version=version, carrier=carrier).count() + 1
    made = ChannelWords.objects.create(
        version=version, carrier=carrier, number=number, title=saying.title, text=saying.text, by=by, on=on
    )
    told: dict[str, Any] = {"carrier": carrier, "words": made.pk, "derived": not saying.text, "text_sha256": made.digest()}
    said = Worded(bulletin=bulletin.pk, version=version.pk, **told)
    journal.write(said, by=by, body=bulletin.body, on=on, about=bulletin)
    return made


def words_in_force(version: int) -> tuple[int, ...]:
    """Ids of the words that channels use for this version; those whose words are the house's own are left out."""
    newest = {one.carrier: one for one in ChannelWords.objects.filter(version=version).order_by("number")}
    return tuple(sorted(one.pk for one in newest.values() if one.text))
