"""What an account does: sign up, in and out, recover, change its keys, know its phones.

Each module is imported by its own name: other slices may use one without the rest, and no circle closes.
"""
