"""How the program does, for those who run it."""
