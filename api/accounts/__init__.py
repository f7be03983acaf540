"""Who a worker is to this server: keys, sessions, devices, consents, roles; no name, no address."""
