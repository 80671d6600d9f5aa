"""How records, chapters and sources point to each other, and where that is written."""
