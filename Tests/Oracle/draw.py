"""Draws by lot that the writers of random cases share."""


def chance(rng, probability):
    return rng.random() < probability


def log_uniform(rng, low_bits, high_bits):
    """A whole number whose length in bits is uniform."""
    bits = rng.randint(low_bits, high_bits)
    return rng.randrange(1 << (bits - 1), 1 << bits)
