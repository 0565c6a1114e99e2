"""The house band: twelve pieces of thirty seconds, written as code."""
