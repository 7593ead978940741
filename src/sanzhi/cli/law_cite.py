"""``sanzhi law cite``: the words of a citation, as the library holds them."""

import re
from datetime import datetime

import click

from sanzhi.law.citations import parse
from sanzhi.law.findings import Citation
from sanzhi.registry.statutes.library import ArticleText, Library, NotAtHand, library

NOT_FOUND, OTHER_VERSION = 1, 2
_BARE = re.compile(r"^\s*([^《》第]{2,60}?)\s*(?=第?\s*[0-9０-９一二三四五六七八九十百千（(]+\s*条|（)")


@click.command()
@click.argument("text")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="按哪一天有效的版本，默认最新")
def cite(text: str, on: datetime | None) -> None:
    """列出所引条文（例：'《行政处罚法》第五十八条第一款'，一次可以引多条）。

    法规库中没有的，退出码为 1；只有该法其他版本的，注明后列出，退出码为 2。
    """
    citations = parse(text) or parse(_BARE.sub(r"《\1》", text, count=1))
    if not citations:
        raise click.ClickException("没有读出条文，应写作《行政处罚法》第五十八条第一款。")
    codes = [_print(library(), citation, on) for citation in citations]
    code = NOT_FOUND if NOT_FOUND in codes else max(codes)
    if code:
        raise SystemExit(code)


def _print(shelf: Library, citation: Citation, on: datetime | None) -> int:
    """Print one citation and give its exit code."""
    try:
        found = shelf.nearest(citation, on.date() if on else None)
    except NotAtHand as error:
        click.echo(str(error), err=True)
        return NOT_FOUND
    click.echo(f"《{found.law}》{found.article}（{_version(found)}）")
    if found.other_version:
        click.echo(_other(citation, found, on))
    elif not found.exact:
        click.echo("注意：所引项次在该条中不止一处，列出的是第一处。")
    click.echo("\n".join(f"  {line}" for line in found.text.splitlines()))
    return OTHER_VERSION if found.other_version else 0


def _version(found: ArticleText) -> str:
    passed = f"{found.version.passed.isoformat()} 版" if found.version.passed else "版本日期未知"
    begins = f"{found.in_force_from.isoformat()} 起施行" if found.in_force_from else "施行日期未知"
    return f"{passed}，{begins}"


def _other(citation: Citation, found: ArticleText, on: datetime | None) -> str:
    when = f"在 {on.date().isoformat()} 有效" if on else "所引版本"
    lacking = (
        "" if str(found.article) == citation.article else f"；该版没有{citation.article}，列出整条供对照"
    )
    return f"注意：法规库中没有能够确认为{when}的文本，以下是另一版本{lacking}，引用前请核对原文。"
