"""The command-line client: the same keys and the same sync as the phone, without a browser."""
