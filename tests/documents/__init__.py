"""The parts of the documents that the program writes itself: ``make documents``."""
