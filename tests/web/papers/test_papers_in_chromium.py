"""In real Chromium, by the hands of the office: a paper from its kind to the file that went out,
and an office's own template from a wrong field to the paper written in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from tests.web.papers.acting import words_of
from tests.writing.filling.drawing import template

from duban.web.ledger.models import Plan
from duban.web.papers.models import Paper, State, Template, TemplateState
from duban.web.supervision.models import Order

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("chinese_font")]
Open = Callable[..., Any]


@pytest.fixture
def office(cast: Any, running: Plan, visit: Open) -> Any:
    """The office's window, in which every question is answered with yes."""
    window = visit()
    window.sign_in("office")
    window.page.on("dialog", lambda dialog: dialog.accept())
    return window


def chosen(window: Any, card: str, choices: dict[str, str]) -> None:
    """A kind picked by its card, then what it shall speak of; each choice brings the next."""
    window.go("/papers/new/")
    window.page.click(f"a.kind:has(h2:text-is('{card}'))")
    for name, wanted in choices.items():
        label = window.page.locator(f"#choose-{name} option", has_text=wanted).first.inner_text()
        with window.page.expect_response(lambda answer: "/papers/new/" in answer.url):
            window.page.select_option(f"#choose-{name}", label=label)
        window.page.wait_for_load_state("networkidle")
    window.page.wait_for_selector("#finish")


def downloaded(page: Any, link: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.click(link)
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def words_of_pdf(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return "".join("".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


PLAN = "柳溪镇2026年目标任务清单"
#: what is chosen for each kind, and words that its paper holds
WAYS = {
    "督办单": ({"order": "柳溪镇督"}, ("新农办：", "蓝色督办", "进度滞后", "建设美丽庭院200户")),
    "通报": (
        {"plan": PLAN, "period": "一季度"},
        ("2026年一季度执行情况的通报", "各责任单位：", "新农办"),
    ),
    "责任书": (
        {"plan": PLAN, "unit": "新农办"},
        ("柳溪镇人民政府", "建设美丽庭院200户", "累计建成140户"),
    ),
    "调度会材料": ({"plan": PLAN}, ("调度会材料", "新农办", "建设美丽庭院200户")),
    "工作报告草稿": (
        {"plan": PLAN},
        ("2026年工作完成情况（代拟稿）", "需要核定的语句", "建设美丽庭院〔待补〕户"),
    ),
}


@pytest.mark.parametrize("kind", WAYS)
def test_a_paper_from_its_kind_to_the_file_that_went_out(
    kind: str, office: Any, order: Order
) -> None:
    page = office.page
    choices, words = WAYS[kind]
    chosen(office, kind, choices)
    preview = "".join(page.inner_text("article.paper").split())
    for word in words:
        assert word in preview, word
    assert office.overflow() <= 0

    page.click("button:has-text('只编号')")
    page.wait_for_selector("h1:has-text('号')")
    paper = Paper.objects.get()
    assert (paper.state, paper.label) == (State.NUMBERED, page.inner_text("h1"))
    page.click("button:text-is('印发')")
    page.wait_for_selector(".head .state-issued")
    paper.refresh_from_db()
    assert paper.state == State.ISSUED

    name, content = downloaded(page, ".head a:has-text('.docx')")
    assert name.startswith(paper.label)
    assert content == paper.path.read_bytes()
    docx = "".join(words_of(content).split())
    name, content = downloaded(page, ".head a:has-text('.pdf')")
    assert name.startswith(paper.label)
    pdf = words_of_pdf(content)
    numbered = () if kind in ("责任书", "工作报告草稿", "调度会材料") else (paper.label,)
    for word in (*words, *numbered):
        assert word in docx, word
        assert word in pdf, word
    assert "草稿，未编号" not in docx + pdf
    assert office.complaints == []


OWN = template(
    "{{发文单位}}文件",
    "{{文号}}",
    "{{计划名称}}{{时期}}共{{任务数}}项",
    table=[["单位", "红灯"], ["{{单位.名称}}", "{{单位.红灯}}"]],
    footer="第{{文号}}",
)


def handed_in(page: Any, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    page.set_input_files("#file", str(path))
    page.click("text=上传并检查")


def test_an_own_template_from_a_wrong_field_to_a_paper_in_it(office: Any, tmp_path: Path) -> None:
    page = office.page
    office.go("/papers/templates/")
    page.click("a.strong:text-is('通报')")
    name, begun = downloaded(page, "text=下载样例模板")
    assert name.endswith(".docx")
    assert "{{滞后任务.原因}}" in words_of(begun)

    wrong = template("{{文号}}", "共{{任务书}}项", table=[["{{单位.红登}}"]])
    handed_in(page, tmp_path / "通报.docx", wrong)
    told = page.inner_text("[role=alert]")
    assert "第2段“{{任务书}}”：没有这个字段，是否指“{{任务数}}”" in told
    assert "表1第1行第1列“{{单位.红登}}”：没有这个字段，是否指“{{单位.红灯}}”" in told
    assert not Template.objects.exists()
    office.picture("wrong-template")
    # the browser says of the refused form that it was refused
    assert all("422" in one for one in office.complaints), office.complaints
    office.complaints.clear()

    handed_in(page, tmp_path / "通报.docx", OWN)
    page.wait_for_selector("article.paper")
    shown = page.inner_text("article.paper")
    assert "柳溪镇督查室文件" in shown
    assert "{{" not in shown
    office.picture("previewed-template")
    page.click("button:text-is('启用')")
    page.wait_for_selector(".state-in_use")
    assert Template.objects.get().state == TemplateState.IN_USE

    chosen(office, "通报", {"plan": PLAN, "period": "一季度"})
    assert "按“通报模板第1版”生成" in page.inner_text("#write")
    page.click("button:has-text('编号并印发')")
    page.wait_for_selector(".head .state-issued")
    paper = Paper.objects.get()
    _name, content = downloaded(page, ".head a:has-text('.docx')")
    said = words_of(content)
    assert "柳溪镇督查室文件" in said
    assert f"第{paper.label}" in said
    assert re.search(r"柳溪镇2026年目标任务清单2026年一季度共\d项", said)
    assert "{{" not in said
    assert office.complaints == []
