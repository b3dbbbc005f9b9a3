"""The budgets, measured side by side: ``make bench``."""
