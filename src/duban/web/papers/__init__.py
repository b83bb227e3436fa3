"""公文: what an office writes from the ledger's facts, numbers, sends out and keeps."""
