"""Works from files of other programs, as sources of the archive."""
