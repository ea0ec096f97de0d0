"""How often those who ask from outside were seen."""

from collections import Counter


class Gauge:
    """How often something was seen in this minute by this process; forgets when the minute ends or too many were seen."""

    def __init__(self, most: int) -> None:
        self.most, self.minute, self.seen = most, 0, Counter[str]()

    def passes(self, name: str, limit: int, minute: int) -> bool:
        if minute != self.minute or len(self.seen) > self.most:
            self.minute, self.seen = minute, Counter()
        self.seen[name] += 1
        return self.seen[name] <= limit
