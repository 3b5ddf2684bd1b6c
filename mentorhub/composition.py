"""What is wired to what: permissions, subscriptions and jobs. Called once by every kind of process."""

from importlib import import_module

from mentorhub import permissions
from mentorhub.matching import subscriptions as matching
from mentorhub.mentorships import subscriptions as mentorships
from mentorhub.surveys import subscriptions as surveys

_composed = False


def compose() -> None:
    global _composed  # noqa: PLW0603 - wiring happens once per process
    if _composed:
        return
    _composed = True
    permissions.register()
    mentorships.subscribe_all()
    surveys.subscribe_all()
    matching.subscribe_all()
    import_module("tenants.jobs")
    for slice_ in ("help", "matching", "mentorships", "messaging", "participants", "surveys"):
        import_module(f"mentorhub.{slice_}.jobs")  # a job is known once its module is
