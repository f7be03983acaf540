"""Push and pull: one way in for everything that a phone writes."""
