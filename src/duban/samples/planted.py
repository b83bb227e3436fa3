"""The slips put into the sample papers on purpose: what a careful reader ought to find in them."""

from __future__ import annotations

from dataclasses import dataclass

from duban.samples import DISTRICT, TOWN


@dataclass(frozen=True, slots=True)
class Slip:
    """`evidence` occurs in the paper as written; `task` is its serial number there.

    `against` is the other paper without which the slip cannot be seen.
    """

    paper: str
    task: int
    evidence: str
    what: str
    against: str | None = None


SLIPS = (
    Slip(DISTRICT, 10, "南浦街道6个", "街镇分解之和61个，任务要求60个，多1个"),
    Slip(DISTRICT, 21, "累计建成公共充电桩580个", "第四季度累计580个，低于任务要求600个"),
    Slip(DISTRICT, 23, "区水务局、区交通委", "牵头部门区水务局又列入配合单位"),
    Slip(DISTRICT, 24, "累计完成河道综合整治25米", "其余各处以公里计，此处单位误为米"),
    Slip(DISTRICT, 34, "2026.8", "完成时限8月，第四季度才竣工交付"),
    Slip(TOWN, 6, "累计完成规上服务业营业收入34050万元", "目标3.45亿元即34500万元，数字颠倒"),
    Slip(TOWN, 17, "12月底前累计创建美丽庭院320户", "区级清单完成时限为10月", DISTRICT),
    Slip(TOWN, 20, "完成农村生活污水治理650户", "区级清单下达680户，少30户", DISTRICT),
    Slip(TOWN, 21, "北糖村通过验收", "村名应为北塘村"),
    Slip(TOWN, 30, "三、城镇建设 和管理", "同一标题的两种写法，不是两个标题"),
    Slip(TOWN, 36, "累计新增就业岗位920个", "第三季度累计数低于第二季度950个"),
)
