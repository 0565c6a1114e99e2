"""What every room's tests share: stand-in servers for the catalogues on the network."""
