"""The texts that train the learned reader, and what makes it of them."""
