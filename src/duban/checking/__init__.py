"""Plans → findings: what a careful auditor would find before the paper is issued."""

from duban.checking.catalogue import RULES
from duban.checking.check import check
from duban.checking.directory import Directory

__all__ = ["RULES", "Directory", "check"]
