"""The cast of each demonstration organization: those whom a visitor can be, and what each has to see."""

from dataclasses import dataclass, field

from tenants.access import Role

Answered = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the cast. `part` is what happens to them; see the modules that tell it."""

    name: str
    mail: str
    line: str = ""
    """Who this is and what there is to see, for whoever chooses whom to be. Empty: not offered there."""
    part: str = ""
    roles: tuple[Role, ...] = ()
    member_class: str = ""
    role: str = ""
    """Of the program: mentor, mentee or peer."""
    since: int = 2009
    answers: Answered = field(default_factory=dict)


OWNER, ADMINISTRATOR, COORDINATOR = Role.OWNER, Role.ADMINISTRATOR, Role.COORDINATOR
COMMITTEE, AUDITOR = Role.COMMITTEE, Role.AUDITOR

CAST: dict[str, tuple[Member, ...]] = {
    "wtsa": (
        Member(
            "Ruth Halvorsen",
            "ruth@wtsa.example",
            "Ruth Halvorsen, executive director and owner: the whole organization",
            roles=(OWNER,),
        ),
        Member(
            "Carlos Ibarra",
            "carlos@wtsa.example",
            "Carlos Ibarra, coordinator: applications to read, a question that waits, pairs to watch over",
            roles=(COORDINATOR,),
        ),
        Member("Priya Raman", "priya@wtsa.example", roles=(ADMINISTRATOR,)),
        Member(
            "Dr. Eleanor Whitcomb",
            "e.whitcomb@cascadeheart.example",
            "Dr. Eleanor Whitcomb, on the committee: a round in the room, paired and not yet sent",
            roles=(COMMITTEE,),
            member_class="Senior member",
            since=1988,
        ),
        Member(
            "Dr. Marcus Bell",
            "m.bell@goldenbay.example",
            roles=(COMMITTEE,),
            member_class="Active member",
            since=1996,
        ),
        Member(
            "Dr. Daniel Reyes",
            "d.reyes@sierrathoracic.example",
            "Dr. Daniel Reyes, mentor of two: one pair a year old, one since spring",
            part="mentor_of_two",
            role="mentor",
            member_class="Active member",
            since=1998,
            answers={
                "practice_setting": "private",
                "specialization": "general-thoracic",
                "topics": ["reputation", "referrals", "leadership", "balance"],
                "capacity": "1",
                "place.city": "Sacramento",
                "place.region": "California",
            },
        ),
        Member(
            "Dr. Amara Nwosu",
            "a.nwosu@wasatch.example",
            "Dr. Amara Nwosu, mentee: a year with Dr. Reyes, and the question whether to go on",
            part="oldest_pair",
            role="mentee",
            member_class="Active member",
            since=2015,
            answers={
                "practice_setting": "employed",
                "specialization": "general-thoracic",
                "career_stage": "first-years",
                "topics_wanted": ["reputation", "referrals", "leadership"],
            },
        ),
        Member(
            "Dr. Sean O’Brien",
            "s.obrien@frontrange.example",
            "Dr. Sean O’Brien, mentee: half a year with Dr. Reyes, meetings and messages",
            part="running_pair",
            role="mentee",
            member_class="Candidate member",
            since=2018,
            answers={
                "practice_setting": "private",
                "specialization": "thoracic-oncology",
                "career_stage": "first-years",
                "topics_wanted": ["referrals", "balance", "leadership"],
            },
        ),
        Member(
            "Dr. Naomi Okafor",
            "n.okafor@pugetuniversity.example",
            "Dr. Naomi Okafor, mentee: a proposal waits for her answer",
            part="proposal_waits",
            role="mentee",
            member_class="Candidate member",
            since=2019,
            answers={
                "practice_setting": "academic",
                "specialization": "adult-cardiac",
                "career_stage": "first-years",
                "topics_wanted": ["leadership", "balance", "societies"],
            },
        ),
        Member(
            "Dr. Judith Amsel",
            "j.amsel@columbiagorge.example",
            part="mentor_this_week",
            role="mentor",
            member_class="Active member",
            since=2003,
            answers={
                "practice_setting": "academic",
                "specialization": "adult-cardiac",
                "topics": ["leadership", "balance", "societies", "obstacles"],
                "capacity": "1",
            },
        ),
        Member(
            "Dr. Lucía Núñez",
            "l.nunez@sonorauniversity.example",
            "Dr. Lucía Núñez, applicant: the committee asked her something before it can decide",
            part="asked_back",
            role="mentee",
            member_class="Candidate member",
            since=2020,
        ),
        Member(
            "Dr. Tobias Lindqvist",
            "t.lindqvist@bitterroot.example",
            "Dr. Tobias Lindqvist, would-be mentor: seven years in the field, where eight are asked",
            part="refused",
            role="mentor",
            member_class="Active member",
        ),
        Member(
            "Helen Park",
            "helen@wtsa.example",
            "Helen Park, auditor: sees that the program runs, and nobody’s words",
            roles=(AUDITOR,),
        ),
    ),
    "wsrs": (
        Member(
            "Margaret Sloan",
            "margaret@wsrs.example",
            "Margaret Sloan, executive director and owner: the whole organization",
            roles=(OWNER,),
        ),
        Member(
            "Dr. Jonah Feld",
            "j.feld@pugetuniversity.example",
            "Dr. Jonah Feld, coordinator and chief resident: applications and the room, nobody’s notes",
            roles=(COORDINATOR,),
            member_class="Resident and Fellow Section",
            since=2023,
        ),
        Member(
            "Dr. 李娜",
            "lina@rainierimaging.example",
            roles=(COORDINATOR,),
            member_class="Resident and Fellow Section",
            since=2022,
        ),
        Member("Ben Castellano", "ben@wsrs.example", roles=(ADMINISTRATOR,)),
        Member(
            "Dr. Ingrid Solberg",
            "i.solberg@rainierimaging.example",
            "Dr. Ingrid Solberg, mentor: a year with Dr. Quintero complete, the closing questions wait",
            part="mentor_of_two",
            role="mentor",
            member_class="Active member",
            since=2001,
            answers={
                "status": "practising",
                "subspecialty": "interventional",
                "topics": ["first-job", "contracts", "private-practice", "balance"],
                "setting": "private",
            },
        ),
        Member(
            "Dr. Mateo Quintero",
            "m.quintero@inlandradiology.example",
            "Dr. Mateo Quintero, mentee: his year with Dr. Solberg is complete, the last questions wait",
            part="oldest_pair",
            role="mentee",
            member_class="Resident and Fellow Section",
            answers={
                "status": "fellow",
                "subspecialty": "interventional",
                "topics": ["first-job", "contracts", "balance"],
                "setting": "private",
            },
        ),
        Member(
            "Dr. Hannah Abramov",
            "h.abramov@harborchildrens.example",
            "Dr. Hannah Abramov, mentee: five months with her mentor, she sets the agenda",
            part="running_pair",
            role="mentee",
            member_class="Resident and Fellow Section",
            answers={
                "status": "resident",
                "subspecialty": "interventional",
                "topics": ["contracts", "private-practice", "fellowship"],
                "setting": "private",
            },
        ),
        Member(
            "Dr. Kofi Mensah",
            "k.mensah@pugetuniversity.example",
            "Dr. Kofi Mensah, mentee: a proposal waits for his answer, his mentor has said yes",
            part="proposal_waits",
            role="mentee",
            member_class="Resident and Fellow Section",
            answers={
                "status": "resident",
                "subspecialty": "neuroradiology",
                "topics": ["academic", "research", "fellowship"],
                "setting": "academic",
            },
        ),
        Member(
            "Dr. Peter Vance",
            "p.vance@evergreenveterans.example",
            "Dr. Peter Vance, mentor: has said yes and waits for Dr. Mensah",
            part="mentor_this_week",
            role="mentor",
            member_class="Active member",
            since=2004,
            answers={
                "status": "practising",
                "subspecialty": "neuroradiology",
                "topics": ["academic", "research", "fellowship"],
                "setting": "academic",
            },
        ),
        Member(
            "Dr. Siobhán O’Dowd",
            "s.odowd@palouse.example",
            "Dr. Siobhán O’Dowd, applicant: the coordinators asked her something",
            part="asked_back",
            role="mentee",
            member_class="Resident and Fellow Section",
        ),
        Member(
            "Dr. Emil Novak",
            "e.novak@southsound.example",
            "Dr. Emil Novak, fellow: wanted to mentor, and may once he practises",
            part="refused",
            role="mentor",
            member_class="Resident and Fellow Section",
        ),
        Member(
            "Arthur Pell",
            "arthur@wsrs.example",
            "Arthur Pell, auditor for the board: numbers, and nobody’s words",
            roles=(AUDITOR,),
        ),
    ),
    "wpsr": (
        Member(
            "Joan Beckett",
            "joan@wpsr.example",
            "Joan Beckett, executive director and owner: the whole organization",
            roles=(OWNER,),
        ),
        Member(
            "Teo Marchetti",
            "teo@wpsr.example",
            "Teo Marchetti, organizer and coordinator: pairs by shared issues, answers questions",
            roles=(COORDINATOR,),
        ),
        Member("Lena Fischer", "lena@wpsr.example", roles=(ADMINISTRATOR,)),
        Member(
            "Dr. Grace Oyelaran",
            "grace.oyelaran@rainierclinic.example",
            "Dr. Grace Oyelaran, mentor of two: clean air and climate",
            part="mentor_of_two",
            role="mentor",
            member_class="Member",
            answers={
                "profession": "physician",
                "stage": "senior",
                "issues": ["climate", "clean-air-water", "access-to-care"],
                "skills": ["testimony", "lawmakers", "writing"],
                "mode": "either",
                "capacity": "1",
                "place.city": "Seattle",
                "place.region": "Washington",
            },
        ),
        Member(
            "Rosa Delgado",
            "rosa.delgado@salishnursing.example",
            "Rosa Delgado, nursing student and mentee: a year with Dr. Oyelaran, the yearly questions",
            part="oldest_pair",
            role="mentee",
            answers={
                "profession": "health-student",
                "stage": "student",
                "issues": ["climate", "clean-air-water"],
                "skills_wanted": ["testimony", "lawmakers"],
                "mode": "either",
                "place.city": "Seattle",
                "place.region": "Washington",
            },
        ),
        Member(
            "Owen Gallagher",
            "owen.gallagher@olympiafree.example",
            "Owen Gallagher, new to advocacy and mentee: running since spring, meetings and messages",
            part="running_pair",
            role="mentee",
            answers={
                "profession": "public-health",
                "stage": "early",
                "issues": ["clean-air-water", "access-to-care"],
                "skills_wanted": ["writing", "testimony"],
                "mode": "remote",
            },
        ),
        Member(
            "Mei-Ling Tan",
            "meiling.tan@spokaneriver.example",
            "Mei-Ling Tan, pharmacist: on the waiting list, and told why",
            part="waitlisted",
            role="mentee",
            answers={
                "profession": "pharmacist",
                "stage": "mid",
                "issues": ["nuclear-weapons"],
                "skills_wanted": ["media"],
                "mode": "in_person",
                "place.city": "Spokane",
                "place.region": "Washington",
            },
        ),
        Member(
            "Callum Reid",
            "callum.reid@kingcounty.example",
            "Callum Reid, applicant: staff asked him something",
            part="asked_back",
            role="mentee",
        ),
        Member(
            "Dana Whitfield",
            "dana.whitfield@harborlaw.example",
            "Dana Whitfield, lawyer: wanted to mentor, is neither a member nor in a health profession",
            part="refused",
            role="mentor",
        ),
        Member(
            "Samuel Adeyemi",
            "samuel@wpsr.example",
            "Samuel Adeyemi, auditor: numbers for the grant report, and nobody’s words",
            roles=(AUDITOR,),
        ),
    ),
    "alaska": (
        Member(
            "Dr. Agnes Petersen",
            "agnes@alaska-premed.example",
            "Dr. Agnes Petersen, founder and owner: the whole organization",
            roles=(OWNER,),
        ),
        Member(
            "Joe Ivanoff",
            "joe@alaska-premed.example",
            "Joe Ivanoff, coordinator: students and mentors who have applied",
            roles=(COORDINATOR,),
        ),
        Member("Kate Morrow", "kate@alaska-premed.example", roles=(ADMINISTRATOR,)),
        Member(
            "Dr. Thomas Nageak",
            "t.nageak@kuskokwim.example",
            "Dr. Thomas Nageak, family physician in Bethel: a mentor who waits for his first student",
            part="accepted",
            role="mentor",
            member_class="Physician volunteer",
            answers={
                "mentor_class": "physician",
                "interests": ["primary-care", "rural", "native-health"],
                "languages": ["english", "yupik"],
            },
        ),
        Member(
            "Grace Tuttu",
            "grace.tuttu@nlu.example",
            "Grace Tuttu, college student: taking part, a mentor is being found",
            part="accepted",
            role="mentee",
            answers={
                "interests": ["rural", "native-health", "pediatrics"],
                "help": ["medical-school", "mcat", "physician-life"],
                "languages": ["english", "yupik"],
            },
        ),
        Member(
            "Elias Kameroff",
            "elias.kameroff@nlu.example",
            "Elias Kameroff, college student: staff asked him something",
            part="asked_back",
            role="mentee",
        ),
        Member(
            "Paul Whitman",
            "paul.whitman@arcticdental.example",
            "Paul Whitman, dentist: wanted to mentor; the program asks for physicians and medical students",
            part="refused",
            role="mentor",
            member_class="Physician volunteer",
        ),
        Member(
            "Ruby Sam",
            "ruby@alaska-premed.example",
            "Ruby Sam, auditor for the funder: numbers, and nobody’s words",
            roles=(AUDITOR,),
        ),
    ),
    "wim": (
        Member(
            "Dr. Simone Laurent",
            "simone@wim.example",
            "Dr. Simone Laurent, founder and owner: the whole organization",
            roles=(OWNER,),
        ),
        Member(
            "Beth Kowalczyk",
            "beth@wim.example",
            "Beth Kowalczyk, coordinator: applications for circles",
            roles=(COORDINATOR,),
        ),
        Member("Aisha Karim", "aisha@wim.example", roles=(ADMINISTRATOR,)),
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
            roles=(AUDITOR,),
        ),
    ),
}

WHO: dict[str, list[tuple[str, str]]] = {
    slug: [(member.mail, member.line) for member in members if member.line] for slug, members in CAST.items()
}
"""Slug of an organization -> mail address and one line about each person a visitor can sign in as."""
