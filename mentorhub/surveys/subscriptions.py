"""What this slice wants to hear from those below; the composition root calls it once."""

from mentorhub import events
from mentorhub.surveys import following


def subscribe_all() -> None:
    events.subscribe(events.MentorshipBegan, following.plan)
    events.subscribe(events.MeetingsChanged, following.after_meeting)
    events.subscribe(events.MentorshipEnded, following.close)
