"""The check of a job offer."""
