"""Rules of the house that a machine can keep: each `check_*.py` lists complaints; none means all is well."""
