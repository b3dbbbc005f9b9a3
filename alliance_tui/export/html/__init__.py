"""HTML: a report in one file that needs no network, no script and no style but its own."""
