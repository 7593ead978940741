"""Files by the digest of their content: evidence, served originals, exports."""
