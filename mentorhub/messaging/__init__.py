"""What people of one gathering write to each other. Nobody else reads it: no staff, no log, no mail."""
