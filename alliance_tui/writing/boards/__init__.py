"""Boards: what is better seen than read, as rows and columns of short cells."""
