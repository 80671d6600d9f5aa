"""Data files that the site offers: one format a module."""
