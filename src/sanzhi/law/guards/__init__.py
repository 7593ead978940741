"""Guards: facts in, findings out. One module a subject, one small pure function a rule.

Every guard takes the day of the act (`on`) and answers with a list of findings, empty when nothing stands
in the way.
"""
