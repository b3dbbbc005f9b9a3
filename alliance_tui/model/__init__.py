"""What a data set is: its records, its dates, and the lookups over them."""
