"""What belongs to the user: folders, configuration, and what the explorer remembers."""
