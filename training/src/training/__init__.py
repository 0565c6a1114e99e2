"""Data sets to features to forests to reports: trains and evaluates the bundles AudioFiler ships.

The only room that imports scikit-learn. `audiofiler-train --help` lists what it does.
"""
