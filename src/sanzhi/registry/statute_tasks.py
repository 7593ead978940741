"""Tasks that a new version of a law makes: somebody looks at what rests on a changed article, and answers."""

from django.db import models
from django.db.models import Q

from sanzhi.jobs.ids import uuid7
from sanzhi.orgs.models import Agency


class RestingKind(models.TextChoices):
    """What may rest on an article."""

    POWER = "power", "权力事项"
    BENCHMARK = "benchmark", "裁量基准"
    RULE = "rule", "系统规则"
    TEMPLATE = "template", "文书模板"
    CASE = "case", "在办案件"
    RELEASE = "release", "公示记录"


class TaskOutcome(models.TextChoices):
    """What was found when somebody looked."""

    UNAFFECTED = "unaffected", "不受影响"
    AMENDED = "amended", "已按新法调整"
    ENDED = "ended", "已停用或者撤回"


class StatuteTask(models.Model):
    """One thing that rests on one changed article of one new version of a law.

    ``object_id`` is the thing's id (made from its name for rules and templates), ``agency`` and ``role``
    say who answers: the agency's clerk for powers and benchmarks, its officers for cases, its editors for
    releases; the system administrator for rules and templates, which belong to no agency. ``article`` is
    the label in the old version, empty for the whole text; the digests are those of its words.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("对象", max_length=10, choices=RestingKind.choices)
    object_id = models.UUIDField("对象编号")
    title = models.CharField("名称", max_length=400)
    case_id = models.UUIDField("案件", null=True, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="statute_tasks")
    role = models.CharField("由谁处理", max_length=12)
    law = models.CharField("法规", max_length=200)
    article = models.CharField("条文", max_length=60, blank=True)
    change = models.CharField("变动", max_length=8)
    moved_to = models.CharField("现条文", max_length=60, blank=True)
    old_version = models.DateField("原版本", null=True, blank=True)
    new_version = models.DateField("新版本")
    old_digest = models.CharField(max_length=64, blank=True)
    new_digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField("产生时间")
    outcome = models.CharField("处理结果", max_length=10, choices=TaskOutcome.choices, blank=True)
    note = models.TextField("说明", blank=True)
    done_at = models.DateTimeField("处理时间", null=True, blank=True)
    done_by = models.UUIDField("处理人", null=True, blank=True)
    done_name = models.CharField("处理人姓名", max_length=60, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "object_id", "law", "article", "new_version"), name="statute_task_once"
            ),
            models.CheckConstraint(
                name="statute_task_done_with_outcome",
                condition=Q(done_at=None, outcome="") | (Q(done_at__isnull=False) & ~Q(outcome="")),
            ),
        )
        indexes = (
            models.Index(fields=("agency", "role", "-created_at", "-id"), name="statute_tasks_of_agency"),
            models.Index(fields=("kind", "object_id"), name="statute_tasks_of_object"),
            models.Index(fields=("case_id",), name="statute_tasks_of_case"),
            models.Index(fields=("created_at", "id"), name="statute_tasks_by_day"),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.law}{self.article}"
