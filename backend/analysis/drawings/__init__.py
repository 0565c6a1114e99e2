"""What can be drawn of a clip, and what its model says of each stretch of it."""
