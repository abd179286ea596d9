"""Analyse Chinese work reports: what they put their weight on (重心)."""


class InputError(ValueError):
    """Input that cannot be used; the message is one clear line for the analyst."""
