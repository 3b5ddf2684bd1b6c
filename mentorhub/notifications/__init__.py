"""What to tell whom: by mail, and on the screens that are open."""
