"""Papers that go out, as .docx and as PDF.

    facts → blocks → a file

Each paper is a module with the facts that it is made of and one pure function:

    order.py     OrderFacts     → order_paper      督办单
    bulletin.py  BulletinFacts  → bulletin_paper   通报
    pledge.py    PledgeFacts    → pledge_paper     责任书
    pack.py      PackFacts      → pack_paper       调度会材料, its questions by asking.py
    year_report.py  YearReportFacts → year_report_paper
                 工作报告代拟稿, a sentence by turning.py, a figure by restating.py
    findings.py  a plan, its findings → findings_paper   核对意见
    tasklist.py  a plan, how its tasks stand → task_list_paper   任务清单, also as a workbook

Whoever gathers the facts fills a frozen dataclass and knows nothing of layout; the function turns
it into a `blocks.Paper` and knows nothing of files; `word.to_docx(paper)` and
`typeset.to_pdf(paper)` give the bytes, the same for the same paper. `to_pdf` raises `NoFont` with
the sentence to show where the machine has no Chinese font.

`calendar.py` writes due dates as a calendar file (.ics).

A new paper is a new module of that shape. Its texts are plain text: nothing that a user typed can
run as a template, as markup or as a formula. `page.py` holds the figures of GB/T 9704-2012.
"""
