"""The views: what each shows for a view state, before anybody draws it."""
