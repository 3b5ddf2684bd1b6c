"""A new organization, from one form."""
