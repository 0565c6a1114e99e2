"""What all catalogues on the network share: bounded requests, JSON that is not trusted, and allowances."""
