"""Answers as text and files. Widths are in terminal cells; data-set text is made harmless."""
