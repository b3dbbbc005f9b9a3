"""How the program is built, read off its imports."""
