"""What changed between two states of an archive, seen as evidence: statements, numbers, and what they rest on."""
