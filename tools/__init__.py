"""What makes parts of the data and of the program; none of it is installed."""
