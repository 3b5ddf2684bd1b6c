"""What other slices and the screens call. Each part of it has a module of its own beside this one."""

from mentorhub.participants.applying import (
    begin_anew,
    facts_of,
    keep,
    look,
    mine,
    role_in,
    submit,
    withdraw,
)
from mentorhub.participants.evidence import own_answers
from mentorhub.participants.guide import count_download, downloads
from mentorhub.participants.participant_repository import taking_part
from mentorhub.participants.reviewing import (
    accept,
    application,
    ask_back,
    decline,
    next_waiting,
    queue,
    waitlist,
)
from mentorhub.participants.taking_part import (
    early_career,
    judged_pool,
    leave,
    lift,
    of_person,
    participant,
    participants,
    pause,
    places,
    pool,
    remove,
    resume,
    seen_by_staff,
    set_capacity,
)
from mentorhub.participants.waiting import waiting

__all__ = [
    "accept",
    "application",
    "ask_back",
    "begin_anew",
    "count_download",
    "decline",
    "downloads",
    "early_career",
    "facts_of",
    "judged_pool",
    "keep",
    "leave",
    "lift",
    "look",
    "mine",
    "next_waiting",
    "of_person",
    "own_answers",
    "participant",
    "participants",
    "pause",
    "places",
    "pool",
    "queue",
    "remove",
    "resume",
    "role_in",
    "seen_by_staff",
    "set_capacity",
    "submit",
    "taking_part",
    "waiting",
    "waitlist",
    "withdraw",
]
