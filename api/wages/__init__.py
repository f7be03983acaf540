"""Floors, rules and the arithmetic of pay: pure functions."""
