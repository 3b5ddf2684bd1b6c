"""A person as one organization knows them, and how they prove who they are."""
