"""Settings, addresses and the server's entry; imports everything, imported by nothing."""
