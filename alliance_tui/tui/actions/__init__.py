"""What keys, mouse and panes ask of the explorer: each makes a new view state from the last."""
