"""Claims on votes from roll calls."""
