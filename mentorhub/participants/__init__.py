"""How people join a program: applications, their review, and the participants they become."""
