"""A call stack in one piece.

Python keeps the frames of its calls in chunks of 16 kB. A loop that happens to stand at the end of one asks the system for the
next chunk at every call, and gives it back at every return: a seventh of the time of the tests, whose calls begin deep. What is
called out of one frame that is larger than many chunks gets a chunk that fits it, and finds room for all its calls in what is
left of that."""

from collections.abc import Callable

LOCALS = 60_000  # 480 kB; the chunk for it is 1 MB


def in_one_piece() -> Callable[[Callable[[], object]], object]:
    """A function that calls what it is given, with a frame of so many names that are never used."""
    names = " = ".join(f"_{number}" for number in range(LOCALS))
    made: dict[str, Callable[[Callable[[], object]], object]] = {}
    exec(f"def call(run, never=False):\n    if never:\n        {names} = None\n    return run()", made)
    return made["call"]


call = in_one_piece()
