"""What can go wrong with sealed values; the messages are for the operator."""


class SealError(Exception):
    """Something about sealed values cannot be done; nothing was changed."""


class KeyMissing(SealError):
    """A value was sealed under a key version that this instance does not hold."""


class Unreadable(SealError):
    """A sealed value was damaged, moved to another place, or sealed by another instance."""


class StillUsed(SealError):
    """A key version cannot be removed because rows are sealed under it, or may soon be."""
