"""Questions to a data set: stance, posture, the query language, the view state."""
