"""Sessions in the database. One that was begun while the clock ran ahead would last for as long as it did: it has ended."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as OfDjango

SLACK = timedelta(minutes=5)


class SessionStore(OfDjango):
    """As Django keeps them; none lasts longer than one that begins now."""

    def load(self) -> dict[str, Any]:
        last = self.get_expiry_date(expiry=settings.SESSION_COOKIE_AGE)
        now = last - timedelta(seconds=settings.SESSION_COOKIE_AGE)
        standing = {"expire_date__gt": now, "expire_date__lte": last + SLACK}
        found = self.model.objects.filter(session_key=self.session_key, **standing).first()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found.session_data)
