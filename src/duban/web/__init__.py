"""The web application: apps that look down only (config, boards, ledger, accounts, journal)."""
