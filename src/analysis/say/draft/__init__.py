"""Say what the writer of a draft would like to know before others read it."""
