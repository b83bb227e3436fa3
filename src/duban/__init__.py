"""督办: plans that can be held to account."""
