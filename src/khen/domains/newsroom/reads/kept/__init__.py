"""What the newsroom keeps, as the journal tells it: `khen verify --deep` compares both ways."""

from khen.domains.newsroom.reads.kept.bytes import lost_files, lost_recordings
from khen.domains.newsroom.reads.kept.elsewhere import ELSEWHERE
from khen.domains.newsroom.reads.kept.fees import FEES, marks_differing
from khen.domains.newsroom.reads.kept.lists import LISTS
from khen.domains.newsroom.reads.kept.orders import ORDERS
from khen.domains.newsroom.reads.kept.texts import BULLETINS

KEPT = (BULLETINS, ELSEWHERE, *LISTS, *ORDERS, *FEES)

__all__ = ["ELSEWHERE", "KEPT", "lost_files", "lost_recordings", "marks_differing"]
