"""What the engine refuses, each with one clear sentence."""


class MatchingError(ValueError):
    """The instance contradicts itself or cannot be met; the sentence says where."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Cancelled(MatchingError):  # noqa: N818 - it is no fault
    """Somebody stopped the run; nothing was kept of it."""

    def __init__(self) -> None:
        super().__init__("The matching was stopped before it was done. Nothing has changed.")
