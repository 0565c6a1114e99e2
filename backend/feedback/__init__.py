"""Was it right? What people say of the answers, kept for training."""
