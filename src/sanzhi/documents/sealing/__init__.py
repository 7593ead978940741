"""How a document becomes a served original: by a seal service, or by a scan of the stamped paper.

Nothing unsealed is served (行政处罚法 Art 59 ¶2): a decision must carry the seal of the agency that makes it.
"""
