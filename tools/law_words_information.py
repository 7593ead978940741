"""What the guards of information, personal data and electronic papers ask: see `law_words`."""

INFORMATION = {
    "request_step_in_time": "依申请公开的答复、补正告知在期限内（超过的提示）",
    "answer_prolonged_lawfully": "延长答复期限经政府信息公开工作机构负责人同意并告知申请人",
    "third_party_heard": "第三方意见期限已满或者已提出意见；有合理理由的反对意见得到尊重，例外的书面告知",
    "separable_part_given": "可以区分处理的，提供可以公开的部分，并对其余说明理由",
    "processed_within_duty": "处理个人信息有法定职责依据，已告知或者写明不告知的情形，境内存储",
    "sensitive_data_guarded": "敏感个人信息写明目的、必要性和保护措施；不满十四周岁的有专门规则",
    "assessed_beforehand": "依法需要评估的，事前完成个人信息保护影响评估",
    "assessment_kept": "评估报告和处理情况记录保存三年以上",
    "leak_answered": "个人信息泄露、篡改、丢失已补救、已通知（提示）",
    "kept_no_longer": "个人信息的保存期限已确定，期满删除或者只作存储（提示）",
    "correction_answered": "更正、补充个人信息的请求已核实办理（提示）",
    "police_record_sealed": "治安违法记录不提供、不公开，依法查询的除外（提示）",
    "log_kept": "网络日志留存六个月以上（2025年修正后提示）",
    "electronic_record_sound": "电子档案来源可靠、程序规范、要素合规",
    "signature_reliable": "可靠电子签名的四项条件齐全（提示）",
    "electronic_form_accepted": "不因采用电子形式而不接受可靠电子签名、电子印章、电子证照",
}
