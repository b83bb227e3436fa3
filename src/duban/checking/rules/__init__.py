"""One rule a file, named for its idea."""
