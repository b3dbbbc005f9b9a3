"""A keyboard-driven terminal explorer of country profiles, claims and events."""

__version__ = "0.1.0"
