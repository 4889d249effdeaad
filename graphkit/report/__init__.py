"""A build in, the explorer out: one file that works without a network."""
