"""A package of its own, so that pytest does not take the folder of the room for the package `training`."""
