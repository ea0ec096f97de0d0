"""The files of a text: added with a version, left out with one. The acts that write the version call these."""

from collections.abc import Collection, Sequence

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from khen.atoms import files, media
from khen.atoms.refusal import refuse_if
from khen.domains.newsroom import rules, terms
from khen.domains.newsroom.models import Attachment, Bulletin
from khen.domains.newsroom.models.files import digest_of


def told(bulletin: Bulletin) -> str:
    """What an entry tells of all its files."""
    return digest_of(Attachment.objects.filter(bulletin=bulletin).order_by("pk"))


def still_there(bulletin: Bulletin, attachments: Collection[Attachment]) -> QuerySet[Attachment]:
    """Those of these files that stand with the newest version."""
    return Attachment.objects.filter(bulletin=bulletin, left_in=None, pk__in=[one.pk for one in attachments])


def leave_out(bulletin: Bulletin, attachments: Collection[Attachment]) -> None:
    """Those files stand with older versions alone."""
    still_there(bulletin, attachments).update(left_in=bulletin.number)


def add(bulletin: Bulletin, uploads: Sequence[terms.Upload]) -> None:
    """These stand with the newest version and those after it. Refuses what the rules refuse."""
    already = bulletin.attachments.filter(left_in=None).count()
    for place, upload in enumerate(uploads):
        file = rules.received(upload.content)
        name, alt, caption = (rules.line(words) for words in (upload.name, upload.alt, upload.caption))
        name = media.named(file.medium, name)
        size, standing = len(upload.content), already + place
        refuse_if(rules.reasons_not_to_attach(name=name, size=size, file=file, alt=alt, caption=caption, already=standing))
        medium, content = file.medium, file.content
        assert medium is not None
        sha256 = media.digest(content)
        path = f"ban-tin/{sha256[:2]}/{sha256}.{medium.suffix}"
        files.keep(default_storage.path(path), content)
        told = {"name": name, "alt": alt, "caption": caption, "width": file.width, "height": file.height}
        kept = {"kind": medium.kind, "mime": medium.mime, "sha256": sha256, "path": path, "size": len(content)}
        Attachment.objects.create(bulletin=bulletin, added_in=bulletin.number, **told, **kept)
