"""Who did what, written once and never changed: the program has no right to."""
