"""What the archive holds: one type for each kind of record, and reading it from content."""
