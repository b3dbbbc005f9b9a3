"""What must hold between records, and what an editor should look at again."""
