"""Submission -> files: Word, PDF, bundle, filing, and the proof of each."""
