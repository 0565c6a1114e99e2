"""What did we hear? Features of a clip, the votes on it, and the history of both."""
