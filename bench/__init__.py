"""Measurements, each beside a floor of the same run. `make bench` runs them; no test times anything."""
