"""Who the work is for: the directory, and the chain."""
