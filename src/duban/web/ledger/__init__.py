"""Plans and their editions: read, corrected beside their source, confirmed into the ledger."""
