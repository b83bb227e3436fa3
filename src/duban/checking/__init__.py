"""Plans → findings: what a careful auditor would find before the paper is issued."""
