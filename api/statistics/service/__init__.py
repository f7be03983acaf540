"""Freezing and reading releases: what other slices and the routes may call."""
