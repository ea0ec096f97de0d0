"""Kept pages and kept files: what an act on a portal renews and stores."""

import secrets
from collections.abc import Collection

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import transaction

from khen.atoms import files
from khen.domains.portals import terms


def renew(keys: Collection[str]) -> None:
    """After the commit no kept page of these portals is shown again, by any worker. The names are random: none comes back."""
    fresh = {terms.generation_name(key): secrets.token_hex(8) for key in keys}
    transaction.on_commit(lambda: cache.set_many({**fresh, terms.HOSTS: None}, timeout=None))


def keep(name: str, content: bytes) -> None:
    """A file is named by its content; none where there is nothing."""
    if content:
        files.keep(default_storage.path(name), content)
