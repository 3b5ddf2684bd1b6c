"""What this slice wants to hear from those below; the composition root calls it once."""

from mentorhub import events
from mentorhub.mentorships import ending, service


def subscribe_all() -> None:
    events.subscribe(events.MeetingsChanged, service.note_meetings)
    events.subscribe(events.ParticipantRemoved, ending.end_of_participant)
