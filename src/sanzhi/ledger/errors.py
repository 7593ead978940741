"""The errors of the ledger: each says in Chinese what was refused and what the operator does next."""


class LedgerError(Exception):
    """Something the ledger refuses; the message is for the operator."""


class NotCanonical(LedgerError):
    """A value or a byte string has no canonical JSON form."""


class BadLeaf(LedgerError):
    """A leaf is too long, or of a version this program does not know."""


class BadNote(LedgerError):
    """A signed note or checkpoint is malformed, or no trusted key has signed it."""


class BadProof(LedgerError):
    """A proof is malformed or does not lead to the signed root."""


class KeyFault(LedgerError):
    """A key file is unreadable, readable by others, or of another name."""


class Inconsistent(LedgerError):
    """Tiles, head and published checkpoint disagree. Fatal: a person must look before anything is signed."""


class LostRace(Inconsistent):
    """Another writer moved the head first. Fatal, never retried: two sequencers must not run."""


class Rewound(Inconsistent):
    """The head is older than what was already published, as after a restored backup. Fatal."""


class Conflict(LedgerError):
    """Leaves offered for indices that already hold other leaves, or that would leave a gap."""


class FeedFault(LedgerError):
    """A feed cannot be read, or does not hold what its signed checkpoint promises."""
