"""``sanzhi case``: looking at a case from the command line."""

import json
from datetime import datetime

import click

from sanzhi.cases.fold import events_of, state_at
from sanzhi.cases.models import Case
from sanzhi.jobs.clock import CHINA
from sanzhi.procedure import acts
from sanzhi.procedure.interpreter import marking_from_json, open_steps
from sanzhi.procedure.library import by_digest


class Moment(click.ParamType[datetime]):
    """A day (its end) or an instant, read in China's time unless a zone is given."""

    name = "时刻"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The aware instant."""
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} 不是日期或时刻，例如 2026-03-02 或 2026-03-02T09:30", param, ctx)
        if len(value) == len("2026-03-02"):
            moment = moment.replace(hour=23, minute=59, second=59)
        return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


@click.group()
def case() -> None:
    """查看案件。"""


@case.command()
@click.argument("number")
@click.option("--as-of", type=Moment(), help="按该时刻已经发生的事项显示。")
@click.option("--known-at", type=Moment(), help="按该时刻已经录入的事项显示。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def show(number: str, as_of: datetime | None, known_at: datetime | None, as_json: bool) -> None:
    """显示案号为 NUMBER 的案件：环节、时限、经过；个人信息只显示承诺值。"""
    row = Case.objects.filter(number=number).first()
    if row is None:
        raise click.ClickException(f"没有案号为 {number} 的案件。")
    folded = state_at(row.id, as_of=as_of, known_at=known_at)
    if folded.seq == 0:
        raise click.ClickException(f"{number} 在该时刻尚未登记。")
    if as_json:
        click.echo(json.dumps(vars(folded), ensure_ascii=False, indent=2, sort_keys=True))
        return
    bundle = by_digest(folded.procedure)
    steps = [bundle.steps[token.step].title for token in open_steps(marking_from_json(folded.marking))]
    click.echo(f"{folded.number}  {folded.title}\n环节：{'、'.join(steps)}")
    for rule, clock in sorted(folded.clocks.items()):
        click.echo(
            f"时限 {rule}：{clock['start']} 起，{clock['due']} 到期，{clock['state']}（{clock['citation']}）"
        )
    for event in events_of(row.id, as_of=as_of, known_at=known_at):
        title = acts.get(event["act"]).title
        happened, recorded = _local(event["happened"]), _local(event["recorded"])
        click.echo(f"{event['seq']:>3}  {happened}  {title}  {event['by']['name']}  录入 {recorded}")


def _local(stamp: str) -> str:
    return datetime.fromisoformat(stamp).astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
