"""What happened a moment ago, for open screens: told inside the transaction, heard in every process."""

from tenants.live.listener import Listener, Signal
from tenants.live.service import announce, announce_holders

__all__ = ["Listener", "Signal", "announce", "announce_holders"]
