"""What is said of the tables, and the way back to the text."""
