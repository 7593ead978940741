"""What a head orders for the agency: it holds when two orders come at once, and what is to come counts."""

import threading
import time
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from sanzhi.accounts.units import Substitution
from sanzhi.cases import house as orders
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid
from tests.support.cast import Cast, assemble
from tests.support.house import account, build, serve


def test_a_unit_to_which_somebody_comes_tomorrow_does_not_end_today(cast: Cast) -> None:
    house, today = build(cast), clock.today()
    post = serve(house.colleague, house.station, since=today + timedelta(days=1))
    house.station.memberships.exclude(pk=post.pk).update(until=today)

    with pytest.raises(Invalid, match="仍有人员任职"):
        orders.end_unit(house.station, today)
    post.delete()
    orders.end_unit(house.station, today)
    house.station.refresh_from_db()
    assert house.station.until == today


@pytest.mark.django_db(transaction=True)
def test_of_two_terms_ordered_at_once_one_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    house, said = build(assemble()), list[str]()
    asked = orders._overlaps

    def slowly(*given: Any) -> bool:
        found = asked(*given)
        time.sleep(0.3)
        return found

    monkeypatch.setattr(orders, "_overlaps", slowly)

    def order(today: date) -> None:
        try:
            orders.stand_in(
                account(house.deputy), account(house.chief), today, today, reason="学习", letter="5号"
            )
        except Invalid as error:
            said.append(str(error))
        finally:
            connection.close()

    both = [threading.Thread(target=order, args=(clock.today(),)) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert Substitution.objects.count() == 1
    assert len(said) == 1 and "已有代行人" in said[0]
