"""What holds of every text."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from duban.plan import Quantity
from duban.reading.quantities import quantities_in
from duban.reading.quantities.numerals import HAN_DIGITS, han_value

UNITS = st.sampled_from(["个", "家", "元", "亩", "公里", "平方米", "%", "人次", "美元", "座"])
SCALES = st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12), ("百", 100)])
FIGURES = st.decimals(min_value=0, max_value=99999, places=2) | st.integers(0, 99999).map(Decimal)
WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
PIECES = st.lists(
    st.sampled_from(
        [
            *"016一十百万亿两年月第每元个家%约“”（）():：、，。;-—~+/点成多余至到\n\tAG的比近",
            *(
                "23",
                "4.5",
                "６",
                "个百分点",
                "以上",
                "不低于",
                "增长",
                "累计",
                "完成",
                "税收",
                "分之",
            ),
            *("柳溪镇", "总投资(万元):", "新增", "达到", "力争", "分别", "本级", "累计3个"),
        ]
    ),
    max_size=30,
).map("".join)


def _han(value: int) -> str:
    """`value` below ten thousand in Chinese characters."""
    words, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, power)
        if digit:
            words += ("零" if gap and words else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return words or "零"


@given(FIGURES, SCALES, UNITS, st.booleans(), st.booleans())
def test_a_printed_quantity_reads_back_in_every_spelling(
    figure: Decimal, scale: tuple[str, int], unit: str, wide: bool, blank: bool
) -> None:
    word, times = scale
    text = f"{figure:f}{' ' if blank else ''}{word}{unit}"
    if wide:
        text = text.translate(WIDE)
    [quantity] = quantities_in(f"柳溪镇建成绿道{text}。")
    assert (quantity.value, quantity.unit) == (figure * times, unit)
    assert quantity.text == text


@given(st.integers(1, 9999))
def test_numerals_in_words_read_back(value: int) -> None:
    found = han_value(_han(value))
    assert found is not None
    assert found[0] == value


@given(st.text(alphabet="".join(HAN_DIGITS) + "十百千万亿", max_size=40))
def test_any_run_of_numeral_characters_has_a_value_or_none(run: str) -> None:
    if run:
        found = han_value(run)
        assert found is None or found[0] >= 0


def _sound(text: str, quantities: tuple[Quantity, ...]) -> None:
    end = 0
    for quantity in quantities:
        assert end <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.value.is_finite()
        assert quantity.grain > 0
        end = quantity.end


@given(PIECES | st.text(max_size=200))
def test_spans_are_the_text_and_never_overlap(text: str) -> None:
    _sound(text, quantities_in(text))
    _sound(text, quantities_in(text, header="总投资(万元)", subject="停车场"))


@given(st.binary(max_size=200))
def test_any_bytes_in_no_exception(content: bytes) -> None:
    for encoding in ("utf-8", "gb18030", "utf-16-le"):
        text = content.decode(encoding, errors="replace")
        _sound(text, quantities_in(text))


NUMERALS = "0123456789０１２３４５６７８９〇零一二两三四五六七八九十百千万亿"


@given(st.text(max_size=200).filter(lambda text: not any(letter in NUMERALS for letter in text)))
def test_text_without_numerals_gives_none(text: str) -> None:
    assert quantities_in(text) == ()
