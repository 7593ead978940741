"""The agencies as lists show them, derived from the newest published record of each."""

from sanzhi.released.models import Agency, Record


def refresh(uscc: str) -> None:
    """Write the agency from its newest published record, or take it out when there is none."""
    newest = (
        Record.objects.filter(kind="agency", uscc=uscc, state=Record.PUBLISHED).order_by("-entry").first()
    )
    if newest is None:
        Agency.objects.filter(uscc=uscc).delete()
        return
    Agency.objects.update_or_create(
        uscc=uscc,
        defaults={
            "entry": newest.entry,
            "record": newest.record,
            "name": newest.agency_name,
            "region": newest.region,
            "region_name": newest.region_name,
            "city": newest.city,
            "words": newest.words,
        },
    )
