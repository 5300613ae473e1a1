"""Trains the network that `sayso.reading` runs. Needs torch and the corpora; see README.md here."""
