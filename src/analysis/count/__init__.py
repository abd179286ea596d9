"""From clauses to counts: words, themes, tasks, formulations, quantities."""
