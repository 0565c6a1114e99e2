"""Why this genre and not that one? Which features pushed the forests' votes, and how far."""
