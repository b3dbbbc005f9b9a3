"""Exports: a view, or the whole data set, as files that others can work with."""
