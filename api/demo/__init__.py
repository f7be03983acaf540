"""An invented community, lived through the real services: for visitors, pictures and tests (docs/demo.md)."""
