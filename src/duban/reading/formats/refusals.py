"""What a person is told of a file that is not opened, where several formats say the same."""

from __future__ import annotations

DAMAGED = "文件已损坏，打不开，请重新下载或用原软件另存一份后再试。"
BOMB = "文件解压后过大，疑为恶意压缩文件，已拒绝打开。"
MACRO = "文件中含有宏，为安全起见不予打开，请另存为不含宏的 .docx 或 .xlsx 文件后再试。"
ENTITIES = "文件的 XML 中含有文档类型声明或外部实体，为安全起见不予打开。"
LOCKED = "文件设有打开密码，请去掉密码后再试。"
