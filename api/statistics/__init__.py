"""Frozen totals in which nobody can be singled out (docs/releases.md). Nothing else adds up over workers."""
