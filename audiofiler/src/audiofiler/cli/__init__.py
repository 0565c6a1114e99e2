"""The command line: `audiofiler classify`, `features`, `models`."""
