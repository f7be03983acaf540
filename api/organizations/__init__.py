"""Organizations, staff, invitations and vouching; nobody's graph."""
