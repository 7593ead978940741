"""Append-only Merkle logs: leaves, tiles, signed checkpoints, proofs, the audit and the public feed.

The layout on disk is C2SP tlog-tiles, the hashing RFC 9162 with SHA-256, the signatures C2SP signed notes
with Ed25519, so that anybody can check our logs with tools that are not ours. The log is how the duty to
record the whole process and keep it (行政处罚法 Art 47) and to publish decisions (Art 48) can be proved kept.
"""
