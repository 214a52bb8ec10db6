"""What the reports say, and where they say it."""
