"""A national corpus, made up and seeded, to measure how cost and accuracy grow with it."""
