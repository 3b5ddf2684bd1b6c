from mentorhub.demonstration.people.member import Member
from tenants.access import Role

WIM = (
    Member(
        "Dr. Simone Laurent",
        "simone@wim.example",
        "Dr. Simone Laurent, founder and owner: the whole organization",
        roles=(Role.OWNER,),
    ),
    Member(
        "Beth Kowalczyk",
        "beth@wim.example",
        "Beth Kowalczyk, coordinator: applications for circles",
        roles=(Role.COORDINATOR,),
    ),
    Member("Aisha Karim", "aisha@wim.example", roles=(Role.ADMINISTRATOR,)),
    Member(
        "Dr. Ngozi Eze",
        "n.eze@bayoucity.example",
        "Dr. Ngozi Eze, hospitalist: accepted, her circle is being formed",
        part="accepted",
        role="peer",
        member_class="Subscriber",
    ),
    Member(
        "Dr. Camila Duarte",
        "c.duarte@missionstreet.example",
        "Dr. Camila Duarte, psychiatrist: on the waiting list",
        part="waitlisted",
        role="peer",
        member_class="Subscriber",
    ),
    Member(
        "Dr. Fiona Macleod",
        "f.macleod@quabbin.example",
        "Dr. Fiona Macleod, anesthesiologist: the organizers asked her something",
        part="asked_back",
        role="peer",
        member_class="Subscriber",
    ),
    Member(
        "Ottilie Braun",
        "ottilie@wim.example",
        "Ottilie Braun, auditor: numbers, and nobody’s words",
        roles=(Role.AUDITOR,),
    ),
)
