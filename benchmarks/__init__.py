"""Benchmarks: what building an archive costs, and whether the cost of a record grows with their number."""
