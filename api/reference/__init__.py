"""Dated, sourced data files: floors, rules, patterns, lines to call."""
