"""What sounds alike: the map of songs, and the nearest neighbours of one."""
