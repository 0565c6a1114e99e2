"""What every app of the backend shares. Imports no app."""
