"""From a request to a feature vector: the door, the limits and the answer."""
