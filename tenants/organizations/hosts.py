"""Which organization a host name means. Only the Host header counts; a forwarded one can be typed by
anybody.
"""

import re

from tenants.kit.settings import Settings
from tenants.organizations.rules import is_slug

_PORT = re.compile(r":\d{1,5}\Z")


def slug_of_host(host: str, settings: Settings) -> str | None:
    """The organization's word in a host; None on the platform's own host and on any that is not ours."""
    name = _PORT.sub("", host.strip().lower()).removesuffix(".")
    if settings.single_organization and name == settings.base_host:
        return settings.single_organization
    label, dot, rest = name.partition(".")
    if dot and rest == settings.base_host and is_slug(label):
        return label
    return None
