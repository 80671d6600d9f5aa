"""Reports: findings for a person at a terminal, for other programs, and for the host of a repository."""
