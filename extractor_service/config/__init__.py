"""How the service is set up: environment, settings, addresses, server."""
