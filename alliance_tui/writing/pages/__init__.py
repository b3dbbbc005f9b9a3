"""The pages of records: one module for each kind of record."""
