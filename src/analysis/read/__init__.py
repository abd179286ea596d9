"""From files to clauses: what is read, and how."""
