"""Characters that are taken for each other when a name is typed, recognised or copied.

Typing by sound confuses what sounds alike, recognition of a scan what looks alike.
"""

from __future__ import annotations

#: by their looks, then by their sound
_GROUPS = (
    "厍库厓庠 己已巳 未末 土士 日曰 人入八 大太犬 干千于 戌戍戊 玉王 天夭 "
    "田由甲申 刀力 贝见 儿几 侯候 徙徒 拨拔 折拆析 暑署 晴睛 洒酒 阵陈 "
    "炼练 订汀 坞坊 埭棣 泾径经 浦蒲 溪汐奚 湾弯 滨宾 渡度 塘搪糖 堰偃 "
    "圩坪 埠阜 沙纱 港巷 洪供 泽译 江汪 汇江 河何 湖潮 洲州 涌诵 淀锭 "
    "潭谭 漕槽 墅野 莲连 蒸燕 荡汤 苑范 茭菱 华毕 新断 兴共 丰半 平乎 "
    "安按 宁宇 宝室 富宫 庄压 厂广 廊廓 桥侨 梅海 松枪 柏伯 杨扬 林材 "
    "村材 桃挑 楼搂 榆渝 樟璋 北比 南甫 东车 西酉 中申 上土 下卞 前剪 "
    "后舌 左在 右石 高亮 长民 方万 园圆 圈圆 国围 团因 图国 门闩 间问 "
    "闻间 阳阴 陆陈 限恨 委季 农衣 业亚 局居 区叵 政攻 财材 税悦 教较 "
    "育盲 民氏 司可 法注 公么 环坏 境竟 规视 划戏 资咨 源原 建健 设没 "
    "管营 理埋 城诚 市布 镇缜 乡多 街衔 道遒 村付 社杜 卫卩 健键 医匠 "
    "北此 溪奚 浦埔 坪圩 荷何 "
    "生主 文丈 化花 旅族 游淤 商啇 务条 投设 促捉 进井 应庇 急隐 消悄 "
    "防坊 监临 督叔 审宙 计许 统绕 信倍 访坊 残浅 联朕 妇归 青清 工土 "
    "总恩 会合 档挡 案安 志忘 党堂 组祖 织职 宣宜 传专 水永 利刹 气氕 "
    "象像 电甩 力刀 邮油 供洪 销锁 粮粳 食良 "
    "农浓侬 业叶页 规归 划化华花 资姿 源原园圆元 财才 政正证 卫为位伟 生声升 "
    "健建键剑 康慷 民明名 育玉 水睡 务物误雾 局具剧 交胶郊娇 通同桐 运韵云芸 "
    "输书舒 城成诚程 管馆官 市事式世试 场厂常长 监间坚 组祖 部布步 宣轩 传船 "
    "商伤 发法 展盏 改该 文纹 旅铝 体提题 应映英颖 急级极集 镇阵振真 街阶接 "
    "道到稻 塘堂糖棠 溪西希夕 泽择 泾京经晶 港岗冈 桥侨乔 林临邻 湖胡 "
    "河和合何荷 江姜 新心欣鑫 东冬 北备 南男楠 阳杨扬洋羊 安按 平坪萍苹 "
    "石实时十 山杉 龙隆 凤风丰峰 清青轻情 白百柏 金今锦 银引 莲连联廉 柳流刘 "
    "桃陶逃 梅煤眉 竹祝朱 兰蓝栏 苑院远 庄装桩 坊方芳房 店殿 亭停庭廷 塔踏 "
    "墩敦 湾弯 渡度杜 浦普蒲 泉全 沟钩 堰燕雁 坝霸 岭领令 营迎赢 堡宝保 "
    "关观 头投 社设 区曲 济际纪 办半 党档 群裙 综宗 治智 信心 访纺 司思 "
    "所锁 站战 队对 中忠钟 投头 "
)

_LOOK: dict[str, set[str]] = {}
for _group in _GROUPS.split():
    for _character in _group:
        _LOOK.setdefault(_character, set()).update(_group)


def confusable(one: str, other: str) -> bool:
    """Whether two single characters are taken for each other, by look or by sound."""
    return other in _LOOK.get(one, ())
