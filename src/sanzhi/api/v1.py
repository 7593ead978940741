"""Version 1 of the staff interface: the same door as the pages, for other systems.

Keys or sessions; answers in one envelope; refusals as problems in Chinese. What stands in
``docs/api/openapi-v1.json`` is promised and does not change within the version.
"""

from sanzhi.api import cases, catalogue, documents, files, problems
from sanzhi.api.auth import Key, Session
from sanzhi.api.openapi import StaffAPI

api = StaffAPI(
    title="三制平台办案接口",
    version="1",
    description=(
        "行政执法三项制度平台的办案接口。时间为 ISO 8601（+08:00），金额单位为分，"
        "列表以游标翻页，拒绝以 application/problem+json（RFC 9457）列明条款和补救办法。"
    ),
    auth=[Key(), Session()],
    docs_url=None,
    urls_namespace="api-v1",
)
problems.install(api)
for _room in (cases, files, documents, catalogue):
    api.add_router("", _room.router)
