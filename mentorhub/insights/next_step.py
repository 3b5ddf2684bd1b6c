"""The one thing an organizer should do next, from the numbers of this moment."""

from dataclasses import dataclass

from mentorhub.insights.views import Overview


@dataclass(frozen=True, slots=True)
class NextStep:
    sentence: str
    line: str
    button: str
    href: str


def next_step(seen: Overview, *, program_open: bool, members_needed: bool) -> NextStep:
    """People who wait come first, then what stands between the program and its first pair."""
    if seen.help_late:
        return NextStep(
            f"{_people(seen.help_late)} {_wait(seen.help_late)} for an answer that is overdue",
            "They asked for help and were promised a day.",
            "Answer them",
            "/organizer/help",
        )
    if seen.to_review:
        return NextStep(
            f"{_applications(seen.to_review)} to read",
            "Each one says at once whether the program's rules are met. The decision is yours.",
            "Read them",
            "/organizer/applications",
        )
    if members_needed and not seen.members:
        return NextStep(
            "Bring your roster",
            "Any spreadsheet saved as CSV. You see every problem before anything is stored.",
            "Import a file",
            "/organizer/people/import",
        )
    if not program_open:
        return NextStep(
            "Look at your program page, then open it",
            "Nobody can apply before that.",
            "Go to the program",
            "/organizer/program",
        )
    if seen.mentors and seen.unpaired_mentees:
        waiting = seen.unpaired_mentees
        return NextStep(
            "One mentee waits for a mentor" if waiting == 1 else f"{waiting} mentees wait for a mentor",
            "One mentor takes part." if seen.mentors == 1 else f"{seen.mentors} mentors take part.",
            "Start pairing",
            "/organizer/rounds",
        )
    if seen.help_open:
        return NextStep(
            f"{_people(seen.help_open)} {_wait(seen.help_open)} for an answer",
            "Help requests from pairs, and questions from your public page.",
            "Look at them",
            "/organizer/help",
        )
    if not seen.applied:
        return NextStep(
            "Invite people to apply",
            "Nobody has applied yet. People on your roster get a personal link by mail.",
            "Invite people",
            "/organizer/people",
        )
    return NextStep(
        "Nothing waits for you",
        "You will find here what does, as soon as there is something.",
        "See how the pairs do",
        "/organizer/mentorships",
    )


def _people(count: int) -> str:
    return "One person" if count == 1 else f"{count} people"


def _wait(count: int) -> str:
    return "waits" if count == 1 else "wait"


def _applications(count: int) -> str:
    return "One application" if count == 1 else f"{count} applications"
