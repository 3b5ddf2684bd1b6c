"""What an organization's own member list says about people, and who of them may do what."""
