"""One question to many catalogues: asked at once, kept, merged and ranked."""
