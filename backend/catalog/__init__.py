"""Which song is it? Catalogues, the search over them, and the clip to listen to."""
