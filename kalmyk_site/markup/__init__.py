"""Prose: text to Document (blocks, citation marks, cross-links, each with its place), Document to safe HTML."""
