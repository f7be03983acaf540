"""Endpoints, deliveries and the sender: what other slices and the routes may call."""
