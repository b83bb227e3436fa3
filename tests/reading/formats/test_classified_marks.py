"""Papers that bear a 密级 mark are refused; papers that speak of secrets are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from duban.reading.formats import Limits
from duban.reading.source import Source, Unreadable

Opened = Callable[..., Source]

MARKED = [
    "机密★5年\n\n云泽区任务清单",
    "000012\n秘密★一年\n特急\n云泽区任务清单",
    "绝 密 ★ 长期\n云泽区任务清单",
    "000012机密\n云泽区任务清单",
    "秘密\n\n云泽区任务清单",
    "机密级\n云泽区任务清单",
    "云泽区任务清单\n密级：秘密\n",
    "密级\t秘密★3年\t编号\t1\n序号\t任务\n1\t建大棚\n",
]

OPEN = [
    "云泽区任务清单\n保守国家秘密，做好机密文件管理。",
    "密级：公开\n云泽区任务清单",
    "密级：内部\n云泽区任务清单",
    "序号\t任务\n1\t商业秘密保护\n2\t机密档案移交\n",
    "云泽区任务清单\n" + "建大棚\n" * 40 + "秘密\n",
    "秘密花园建设方案",
]


@pytest.mark.parametrize("text", MARKED)
def test_it_refuses(opened: Opened, text: str) -> None:
    with pytest.raises(Unreadable, match="密级"):
        opened("文.txt", text)
    assert opened("文.txt", text, Limits(allow_classified=True)).blocks


@pytest.mark.parametrize("text", OPEN)
def test_it_lets_pass(opened: Opened, text: str) -> None:
    assert opened("文.txt", text).blocks
