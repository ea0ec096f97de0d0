"""Sessions in the database. One that was begun while the clock ran ahead would last for as long as it did: it has ended."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as OfDjango

SLACK = timedelta(minutes=5)


class SessionStore(OfDjango):
    """None lasts longer than one that begins now."""

    def _get_session_from_db(self) -> Any:
        found = super()._get_session_from_db()
        if found is None or found.expire_date <= self.get_expiry_date(expiry=settings.SESSION_COOKIE_AGE) + SLACK:
            return found
        self._session_key = None
        return None
