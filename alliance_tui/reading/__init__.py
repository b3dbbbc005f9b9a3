"""From YAML files to a data set: tree with places, typed records, checks, compiled copy."""
