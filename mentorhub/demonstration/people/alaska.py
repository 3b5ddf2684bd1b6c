from mentorhub.demonstration.people.member import Member
from tenants.access import Role

ALASKA = (
    Member(
        "Dr. Agnes Petersen",
        "agnes@alaska-premed.example",
        "Dr. Agnes Petersen, founder and owner: the whole organization",
        roles=(Role.OWNER,),
    ),
    Member(
        "Joe Ivanoff",
        "joe@alaska-premed.example",
        "Joe Ivanoff, coordinator: students and mentors who have applied",
        roles=(Role.COORDINATOR,),
    ),
    Member("Kate Morrow", "kate@alaska-premed.example", roles=(Role.ADMINISTRATOR,)),
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
        roles=(Role.AUDITOR,),
    ),
)
