"""Integrity checks: one family a module; each check yields findings and prints nothing."""
