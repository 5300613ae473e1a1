"""Trains the network that `sayso.read` runs. Needs the `train` dependency group and the corpora; see README.md here."""
