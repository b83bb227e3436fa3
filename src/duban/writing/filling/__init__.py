"""Papers in an office's own layout: .docx files in which fields stand for what changes.

    template = line text
    field    = "{{" name [ "." name ] "}}"
    name     = letters, digits and _, blanks around it ignored

`{{文号}}` is replaced by a text wherever it stands: paragraphs, cells, headers, footers. A table
row with `{{任务.序号}}` is repeated for every item of the list 任务. There is nothing else: no
expressions, no conditions, no code, and what is filled in is never looked at again.
"""

from duban.writing.filling.document import Filled, Template, open_template
from duban.writing.filling.faults import Fault, faults_of
from duban.writing.filling.fields import Known, Values

__all__ = ["Fault", "Filled", "Known", "Template", "Values", "faults_of", "open_template"]
