"""Learning from people: a challenger trained with their feedback, and the folder from which models are served."""
