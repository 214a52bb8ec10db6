"""Make the reader model: pairs of question and passage, the network, its training and export."""
