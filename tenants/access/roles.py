from enum import StrEnum


class Role(StrEnum):
    OWNER = "owner"
    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"
    COMMITTEE = "committee"
    AUDITOR = "auditor"
    MEMBER = "member"  # everybody who is signed in; never granted, never stored

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Role.OWNER: "Owner",
    Role.ADMINISTRATOR: "Administrator",
    Role.COORDINATOR: "Coordinator",
    Role.COMMITTEE: "Committee member",
    Role.AUDITOR: "Auditor",
    Role.MEMBER: "Member",
}

GIVEN_ROLES = tuple(role for role in Role if role is not Role.MEMBER)
