"""What stands in a public address that somebody else has chosen: the number of a certificate, a code."""

from django.urls.converters import StringConverter


class AnyText(StringConverter):
    """Any text that is not empty: no rule forbids a slash in the number of a certificate (执法证号).

    It takes everything that follows, so its address stands behind the longer ones that begin alike.
    """

    regex = r"[\s\S]+"
