"""Stand-ins for other trackers, for scripts that were written for them."""
