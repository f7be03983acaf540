"""Whom this host tells what happened: endpoints and the deliveries to them (docs/webhooks.md)."""
