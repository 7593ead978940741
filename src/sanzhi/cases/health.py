"""The health of an instance, item by item, for ``sanzhi doctor`` and the system administrator."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sanzhi.cases.fold import check_columns
from sanzhi.cases.models import RunningClock
from sanzhi.cases.rulebook import rules
from sanzhi.cases.sequencer import unnumbered
from sanzhi.documents import fonts
from sanzhi.jobs import clock
from sanzhi.jobs.models import Delivery, Outbox, State, Tick
from sanzhi.store.sealed import SealError, keyring
from sanzhi.store.sealed.changing import versions

LEAST_FREE = 2 * 1024**3
PATIENCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Check:
    """One item: ``well`` or not, what was found, and what to do."""

    title: str
    well: bool
    detail: str
    cure: str = ""


def checks(*, deep: bool = True) -> list[Check]:
    """All items; ``deep`` also counts what each key seals, folds every case and compares its columns."""
    items: list[Callable[[], Check]] = [
        _database,
        _durability,
        _outbox,
        _dead,
        _ledger,
        _timer,
        _ticks,
        _calendar,
        _disk,
        _fonts,
    ]
    return [item() for item in [*items, *([_keys, _columns] if deep else [])]]


def _database() -> Check:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Check(
        "数据库结构",
        not waiting,
        f"{connection.vendor}，待执行迁移 {len(waiting)} 个",
        "重新启动 sanzhi serve",
    )


def _durability() -> Check:
    if connection.vendor != "sqlite":
        return Check("写入保障", True, "由 PostgreSQL 保障")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        level = cursor.fetchone()[0]
    return Check("写入保障", level == 2, f"synchronous={'FULL' if level == 2 else level}", "检查数据库设置")


def _outbox() -> Check:
    late = Outbox.objects.filter(relayed=None, created__lt=clock.now() - PATIENCE).count()
    return Check("消息转发", late == 0, f"超过五分钟未转发 {late} 条", "确认 sanzhi clockwork 正在运行")


def _dead() -> Check:
    dead = Delivery.objects.filter(state=State.DEAD).count()
    return Check("后台任务", dead == 0, f"已放弃 {dead} 个", "在系统管理页查看原因后重试")


def _ledger() -> Check:
    waiting = unnumbered().filter(recorded__lt=clock.now() - PATIENCE).count()
    return Check("账本", waiting == 0, f"超过五分钟未入账 {waiting} 条", "确认 sanzhi clockwork 正在运行")


def _timer() -> Check:
    late = RunningClock.objects.filter(due__lt=clock.today() - timedelta(days=1)).count()
    return Check("定时", late == 0, f"到期未处理的时限 {late} 个", "确认 sanzhi clockwork 正在运行")


def _ticks() -> Check:
    failed = [f"{tick.name}（{_told(tick)}）" for tick in Tick.objects.filter(failures__gt=0)]
    return Check("定期工作", not failed, "；".join(failed) or "正常", "查看原因，处理后会自动重试")


def _told(tick: Tick) -> str:
    try:
        return str(tick.error)
    except SealError as error:
        return str(error)


def _keys() -> Check:
    held = keyring().keys().masters
    missing = {version: sum(used.values()) for version, used in versions().items() if version not in held}
    lost = "、".join(f"第 {version} 版（{rows} 条）" for version, rows in missing.items())
    return Check(
        "个人信息密钥",
        not missing,
        f"缺少{lost}" if missing else f"第 {max(held)} 版，共 {len(held)} 版",
        "从密钥备份恢复 secrets/ 中的 personal 文件，不要新建",
    )


def _calendar() -> Check:
    year = clock.today().year
    published = rules().calendar.is_published(year)
    return Check(
        "工作日历",
        published,
        f"{year} 年{'已公布' if published else '尚未公布'}",
        "用 sanzhi calendar import 导入国务院办公厅公布的放假安排",
    )


def _disk() -> Check:
    free = shutil.disk_usage(Path(settings.SANZHI_HOME)).free
    return Check("磁盘", free > LEAST_FREE, f"剩余 {free // 1024**3} GB", "清理或者扩充磁盘")


def _fonts() -> Check:
    missing = fonts.missing_glyphs("市场监督管理局罚〔〕")
    return Check(
        "字体",
        not missing,
        "齐全" if not missing else f"缺 {''.join(missing)}",
        "安装 fonts-noto-cjk 或者设置 SANZHI_FONTS",
    )


def _columns() -> Check:
    found = check_columns()
    names = "、".join(sorted({each.number for each in found})[:5])
    return Check(
        "事件与数据一致",
        not found,
        f"不一致 {len(found)} 处{'：' + names if names else ''}",
        "保留现场，联系维护人员",
    )
