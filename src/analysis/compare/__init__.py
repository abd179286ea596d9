"""One side held against another: what differs, what goes on, what comes again."""
