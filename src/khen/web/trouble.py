"""Why a command ends with something else than 0, said to the person at the terminal."""


class Trouble(Exception):
    """`status` is the exit status: 1 something does not hold or cannot be done, 2 the words were not understood."""

    def __init__(self, said: str, *, status: int = 1) -> None:
        super().__init__(said)
        self.status = status
