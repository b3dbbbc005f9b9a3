"""The explorer in a browser: a page, a gate before it, and a process for each visitor."""
