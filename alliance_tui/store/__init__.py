"""A data set in one SQLite database: its tables, how they are filled, and how it is opened."""
