"""Compiles a data set as the first one was: Last.fm's tags of the Million Song Dataset, a genre each, previews found.

Steps, each resumable, on one SQLite file: `reading` takes the tags in, `genres` chooses a genre, `catalogue` looks
each track up and fetches the clips. `datasets.msd` reads the result.
"""
