"""Terms resolved, for some workers, into the whole numbers that the kernel reads."""
