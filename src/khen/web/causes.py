"""What went wrong below the house, in its own words, and what to do about it."""

import errno
from gettext import gettext as _

from django.db.utils import DatabaseError


def _causes() -> dict[int, str]:
    return {
        errno.EEXIST: _("a file of this name stands there already; name a folder"),
        errno.ENOTDIR: _("a part of this path is a file and no folder; name a folder"),
        errno.EISDIR: _("a folder stands there in place of a file"),
        errno.ENOENT: _("there is no such file or folder"),
        errno.EACCES: _("this account may not do that there; choose another place or ask for the right"),
        errno.EPERM: _("this account may not do that there; choose another place or ask for the right"),
        errno.EROFS: _("nothing can be written there; choose another place"),
        errno.ENOSPC: _("the disk is full; make room and try again"),
        errno.EDQUOT: _("the disk is full; make room and try again"),
        errno.ENAMETOOLONG: _("the name is too long; choose a shorter one"),
        errno.ELOOP: _("links lead round in a circle there"),
        errno.EIO: _("the disk does not answer; look at the machine"),
        errno.EADDRINUSE: _("another program listens there"),
    }


def _of_database() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Signs in the database's own words, and what they mean."""
    return (
        (
            ("not a database", "malformed", "disk image", "unsupported file format"),
            _(
                "The database file is damaged or is no database of Khèn. Put back a copy that was kept, or name another place in"
                " KHEN_HOME or KHEN_DATABASE (%(error)s)"
            ),
        ),
        (
            ("locked", "busy"),
            _("Another program holds the database. Wait until it is done, or end it, and try again (%(error)s)"),
        ),
        (
            ("unable to open",),
            _("The database file cannot be opened. Look whether KHEN_DATABASE names a file of this account (%(error)s)"),
        ),
        (
            ("readonly", "read-only"),
            _("The database cannot be written. Look whether this account may write its file and folder (%(error)s)"),
        ),
        (
            ("is full",),
            _("The disk is full: make room and try again (%(error)s)"),
        ),
        (
            ("connection", "could not translate host", "password authentication"),
            _(
                "The database does not answer or does not let the house in. Look whether its server runs, and at KHEN_DATABASE"
                " (%(error)s)"
            ),
        ),
    )


def why(error: OSError) -> str:
    """Why the machine could not do it; in its own words where ours do not know the cause."""
    return _causes().get(error.errno or 0) or error.strerror or str(error)


def of_database(error: DatabaseError) -> str:
    """What the database says is wrong and what to do; its own words stand behind, for whoever looks after the machine."""
    said = str(error).strip()
    known = next((words for signs, words in _of_database() if any(sign in said for sign in signs)), "")
    return (known or _("The database reports an error: %(error)s")) % {"error": said}
