"""What all processes of the house keep for each other in files: pages, names of hosts, who may come in from where."""

import logging
from contextlib import suppress
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

from khen.atoms import clock

LOG = logging.getLogger(__name__)


class SharedCache(FileBasedCache):
    """Keeping is a favour: where the disk takes nothing more, readers are answered without, and nothing old is kept instead.

    What is kept for a while bears the moment at which that began. What began later than now was kept while the clock ran ahead,
    and would be given out for as long as it did: it counts as nothing."""

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> None:
        begun = 0.0 if timeout is None else clock.now().timestamp()
        try:
            super().set(key, (begun, value), timeout, version)
        except OSError as error:
            LOG.warning("nothing is kept for other processes: %s", error)
            with suppress(OSError):
                self.delete(key, version)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        begun, value = super().get(key, (0.0, default), version)
        return value if begun <= clock.now().timestamp() else default

    def has_key(self, key: Any, version: Any = None) -> bool:
        nothing = object()
        return self.get(key, nothing, version) is not nothing
