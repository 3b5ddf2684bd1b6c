"""An organization: its name, its address, its look. And the directory of them all."""
