"""Analyse Chinese work reports: what they put their weight on (重心)."""
