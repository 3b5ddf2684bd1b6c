"""What each role of an organization may do in its mentorship program."""

from tenants.access.permissions import Permission, grant_to
from tenants.access.roles import Role

PROGRAM_EDIT = Permission("program.edit")
APPLICATIONS_REVIEW = Permission("applications.review")
ROUNDS_VIEW = Permission("rounds.view")
ROUNDS_RUN = Permission("rounds.run")
MENTORSHIPS_OVERSEE = Permission("mentorships.oversee")
HELP_ANSWER = Permission("help.answer")
SURVEYS_SEND = Permission("surveys.send")
SURVEYS_READ = Permission("surveys.read")
INSIGHTS_READ = Permission("insights.read")


def register() -> None:
    """Tells the platform what the product's permissions are; called once by the composition root."""
    everything = (
        PROGRAM_EDIT,
        APPLICATIONS_REVIEW,
        ROUNDS_VIEW,
        ROUNDS_RUN,
        MENTORSHIPS_OVERSEE,
        HELP_ANSWER,
        SURVEYS_SEND,
        SURVEYS_READ,
        INSIGHTS_READ,
    )
    grant_to(Role.OWNER, *everything)
    grant_to(Role.ADMINISTRATOR, *everything)
    grant_to(
        Role.COORDINATOR,
        APPLICATIONS_REVIEW,
        ROUNDS_VIEW,
        ROUNDS_RUN,
        MENTORSHIPS_OVERSEE,
        HELP_ANSWER,
        INSIGHTS_READ,
    )
    grant_to(Role.COMMITTEE, ROUNDS_VIEW, ROUNDS_RUN)
    grant_to(Role.AUDITOR, ROUNDS_VIEW, INSIGHTS_READ)
