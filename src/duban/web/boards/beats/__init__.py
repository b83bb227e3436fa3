"""What a beat of the work brought: facts as lines, each counted once, listed and added up alike."""
