"""What the guards of admission ask, in words: when a record is handed in, and when it is admitted."""

ADMISSION = {
    "basis_resolved": "设定依据的条、款、项在当日有效的文本中存在（库中没有该文本的，提示核对原文）",
    "basis_high_enough": "处罚由法律、法规、规章设定，强制由法律、法规设定，许可由法律、法规、省政府规章设定",
    "body_qualified": "执法主体在当日存在；资格未公告的，提示",
    "mandate_founded": "授权、委托的权力写明依据",
    "delegation_in_force": "受委托组织的事项载于已公布、在期限内的委托书",
    "township_granted": "乡镇、街道的处罚事项载于省级公布的决定",
    "officer_in_post": "执法人员是在职的行政编制、事业编制人员，且不是执法监督人员",
    "officer_examined": "执法人员培训考试合格，或者具有法律职业资格",
    "certificate_current": "入库的执法证件没有到期",
    "officer_trained": "上一年度培训不少于六十学时（少于的提示，不拒绝）",
    "benchmark_on_power": "裁量基准对应的事项在本机关当日有效的权责清单内",
    "admitted_by_another": "审核人不是本机关人员，也不是填报人",
}
