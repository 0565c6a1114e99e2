"""The catalogues, one file each, and the register of those that are on."""
