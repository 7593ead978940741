"""The seven points of a review as they stand in forms and documents (国办发〔2018〕118号 §十三)."""

SEVEN_POINTS = (
    "执法主体合法，执法人员具备执法资格",
    "执法程序合法",
    "案件事实清楚，证据合法充分",
    "适用法律、法规、规章准确，裁量基准运用适当",
    "未超越执法机关法定权限",
    "执法文书完备、规范",
    "违法行为是否涉嫌犯罪、需要移送司法机关",
)
