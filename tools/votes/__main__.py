"""Write the claims on votes anew from the roll calls: ``python -m tools.votes``."""

from tools.votes.claims import FILE, made

FILE.write_text(made(), encoding="utf-8")
print(FILE)
