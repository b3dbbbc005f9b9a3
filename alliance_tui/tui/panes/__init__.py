"""The panes of the explorer. Each draws what it is given and says what the user meant."""
