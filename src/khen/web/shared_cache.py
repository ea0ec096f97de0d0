"""What all processes of the house keep for each other in files: pages, names of hosts, who may come in from where."""

import logging
from contextlib import suppress
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

LOG = logging.getLogger(__name__)


class SharedCache(FileBasedCache):
    """Keeping is a favour: where the disk takes nothing more, readers are answered without, and nothing old is kept instead."""

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: Any = None) -> None:
        try:
            super().set(key, value, timeout, version)
        except OSError as error:
            LOG.warning("nothing is kept for other processes: %s", error)
            with suppress(OSError):
                self.delete(key, version)
