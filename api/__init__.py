"""Gongyou: a service for the notebook of people who train AI."""
