"""The one way to the network: guarded, paced, bounded, and honest about who asks."""
