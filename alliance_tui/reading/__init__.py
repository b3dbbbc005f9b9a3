"""From files or a database to a data set: a tree with places, records, checks, a compiled copy."""
