"""Papers that go out: findings sent back to the drafting unit, as .docx files."""
