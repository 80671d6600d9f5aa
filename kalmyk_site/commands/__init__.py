"""The commands of `kalmyk-site`, one in each module. Only the one that was called is loaded."""
