"""What is told of one record, and its words, signs, lines and tables. Widths are in cells."""
