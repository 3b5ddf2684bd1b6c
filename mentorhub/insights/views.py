from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts of this moment. Of pairs only dates are looked at, never what they write."""

    members: int
    invited: int
    joined: int
    to_review: int
    applied: int
    mentors: int
    mentees: int
    peers: int
    pairs: int
    pairs_met: int
    pairs_due: int
    pairs_ended: int
    paired_mentees: int
    help_open: int
    help_late: int

    @property
    def unpaired_mentees(self) -> int:
        return max(0, self.mentees - self.paired_mentees)
