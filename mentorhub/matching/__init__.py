"""How pairs come about: rounds over a frozen pool, suggestions of the engine and by hand, proposals."""
