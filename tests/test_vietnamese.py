"""Vietnamese figures, read from `rules/vi/` alone: how they are written, and what is read from them."""

from __future__ import annotations

import pickle
import re
import unicodedata
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import factcheck
from factcheck import Quantity, extract_quantities, packs
from factcheck.checks.style import Style
from factcheck.cli import main
from factcheck.readers import read_text
from factcheck.records import Number, PackError
from factcheck.run import Checker, Config, _language
from tests.strategies import pieces_of, prose
from tests.test_figures import steps

MILLION, BILLION = 10**6, 10**9

# In each sentence the figures in order: the value (exact; `5..10` is a range), the unit, and before them what loosens
# them (`~` about, `>` over, `<` under) and where they are said to move (`+` up, `-` down).
SENTENCES = """
Toàn tỉnh có 50.370 đảng viên sinh hoạt tại 38 chi bộ, đảng bộ. | 50370 đảng viên; 38 chi bộ
Nghị quyết được 504/533 đại biểu tán thành, đạt 94,55%. | 504 đại biểu; 533 đại biểu; 94.55 percent
Tổng mức đầu tư của dự án là 17.970 tỷ đồng. | 17970000000000 VND
Mỗi suất quà trị giá 1 triệu 200 nghìn đồng. | 1200000 VND
Vụ tai nạn làm hai mươi lăm người bị thương. | 25 người bị thương
Huyện đã di dời một nghìn không trăm mười bảy hộ dân. | 1017 hộ dân
Hơn 45.000 lượt khách đã đến thăm bảo tàng. | >45000 lượt khách
Xã trồng mới gần 300 ha rừng. | <300 hectare
Khoảng 12 tấn rác được thu gom. | ~12 metric ton
Trên 60% số hộ dùng nước sạch. | >60 percent
Nhiệt độ ban đêm dưới 5 độ C. | <5 degree Celsius
Ít nhất 20 ngôi nhà bị tốc mái. | >20 ngôi nhà
Thời gian giải quyết không quá 15 ngày. | <15 day
Người từ 18 tuổi trở lên được bỏ phiếu. | >18 year of age
Ước tính thiệt hại hơn 2,5 tỷ đồng. | >2500000000 VND
Sản lượng ước đạt 1,2 triệu tấn lúa. | ~1200000 metric ton
Chưa đầy 30 phút, đám cháy đã được dập tắt. | <30 minute
Ngót 40 năm qua, ông vẫn giữ nghề. | <40 year
Xấp xỉ 500 nghìn người đã tiêm đủ. | ~500000 người
Thu nhập bình quân tăng từ 38 triệu đồng lên 43 triệu đồng. | 38000000 VND; +43000000 VND
Tỷ lệ hộ nghèo giảm từ 25,68% xuống còn 18,43%. | 25.68 percent; -18.43 percent
Xuất khẩu tăng 12,5%, đạt 405,5 tỷ USD. | +12.5 percent; +405500000000 USD
Giá xăng giảm 350 đồng mỗi lít. | -350 VND per litre
Chỉ số giảm 12,45 điểm. | -12.45 point
Lãi suất giảm 0,5 điểm phần trăm. | -0.5 percentage point
Số vụ tai nạn giảm 3 lần so với năm trước. | -3
Nợ xấu giảm 25 điểm cơ bản. | -25 basis point
Doanh thu tăng gấp đôi, lên 5 tỷ đồng. | 2; +5000000000 VND
Diện tích gấp 1,5 lần trước đây. | 1.5
Giá thuê từ 5 đến 10 triệu đồng. | 5000000..10000000 VND
Dự án cần 5-10 tỷ đồng. | 5000000000..10000000000 VND
Trời lạnh, nhiệt độ từ 15 đến 22 độ C. | 15..22 degree Celsius
Chỉ tuyển người từ 18 đến 25 tuổi. | 18..25 year of age
Học phí tăng 5-7% mỗi năm. | +5..7 percent per year
Xã có ba thôn và hai bản. | 3 thôn; 2 bản
Năm người chết, mười một người mất tích. | 5 người chết; 11 người mất tích
Trong năm tháng, công ty lãi năm tỷ đồng. | 5 month; 5000000000 VND
Hai năm rưỡi sau, cầu mới xong. | 2.5 year
Quãng đường dài 3 cây số rưỡi. | 3.5 kilometre
Giá nhà là 2 tỷ rưỡi đồng. | 2500000000 VND
Hai triệu rưỡi người đã xem trận đấu. | 2500000 người
Khoảng nửa triệu người đi lễ. | ~500000 người
Anh dành nửa năm đi bộ xuyên Việt. | 0.5 year
Hàng chục nghìn người xuống đường. | >10000 người
Vài trăm hộ dân bị cô lập. | >100 hộ dân
Hai phần ba số xã đã có đường nhựa. | 2/3
Ba phần tư diện tích là đồi núi. | 3/4
Một phần ba dân số là trẻ em. | 1/3
Chỉ 1/3 diện tích được tưới. | 1/3
Gần một nửa số thí sinh bỏ thi. | <1/2
Năm phần trăm lợi nhuận dành cho quỹ. | 5 percent
Kinh tế tăng trưởng sáu phẩy năm phần trăm. | +6.5 percent
Cụ thọ một trăm linh ba tuổi. | 103 year of age
Trẻ từ 18 tháng tuổi được tiêm. | 18 month of age
Ông Nam, 54 tuổi, là trưởng bản. | 54 year of age
Bà mất ở tuổi 92. | 92 year of age
Khu rừng rộng 1.200 ha, cách đường 12,5 km. | 1200 hectare; 12.5 kilometre
Tỉnh rộng 9.541 km2, mật độ 67 người/km2. | 9541 square kilometre; 67 người
Năng suất đạt 65 tạ/ha. | 65 quintal per hectare
Gió giật tới 120 km/h. | 120 kilometre per hour
Nhà máy phát 1.200 MW, mỗi ngày 5 triệu kWh. | 1200 megawatt; 5000000 kilowatt hour
Hồ chứa 9,5 tỷ m3 nước. | 9500000000 cubic metre
Căn hộ 70 m² giá 3 tỷ đồng. | 70 square metre; 3000000000 VND
Mỗi bao nặng 50 kg. | 50 kilogram
Trại nuôi 5.000 con lợn và gần 2 vạn con vịt. | 5000 con lợn; <20000 con vịt
Nước sông lên 1,2 mét sau 24 giờ. | +1.2 metre; 24 hour
Trồng 15, 20 và 30 héc-ta ngô. | 15 hectare; 20 hectare; 30 hectare
Đầu tư 100 nghìn tỷ đồng cho đường sắt. | 100000000000000 VND
Hai nghìn năm trăm tỷ đồng đã giải ngân. | 2500000000000 VND
Ba nghìn hai trăm linh năm tỷ đồng là số thu. | 3205000000000 VND
Sân bay cũ hoạt động một trăm năm. | 100 year
Ngôi chùa đã hai trăm năm mươi năm tuổi. | 250 year of age
Cây đa ba trăm năm che cả sân đình. | 300 year
Hợp đồng trị giá 2,3 triệu đô la Mỹ. | 2300000 USD
Vé có giá 500.000 đồng, khoảng 20 USD. | 500000 VND; ~20 USD
Bó rau 10.000đ, cân thịt 120k. | 10000 VND; 120000
Quỹ nhận 3 triệu euro và 10 triệu nhân dân tệ. | 3000000 EUR; 10000000 CNY
Lương tháng 15tr đồng. | 15000000 VND
Ngoài trời âm 3 độ C. | -3 degree Celsius
Lợi nhuận là -3,5 tỷ đồng. | -3500000000 VND
Lớp có ba mươi mốt học sinh, mười lăm nữ. | 31 học sinh; 15 nữ
Hai mươi tư giờ sau, đường thông. | 24 hour
Có hai mươi bốn đội bóng dự giải. | 24 đội bóng
Ngành y tế ghi nhận 1.017 ca mắc, 3 ca tử vong. | 1017 ca mắc; 3 ca tử vong
Lực lượng gồm 120 chiến sĩ, 15 phương tiện. | 120 chiến sĩ; 15 phương tiện
Hội nghị có 1.533 đại biểu tham dự. | 1533 đại biểu
Trong số 47 tổ chức có 45 chi bộ và 2 đảng bộ. | 47 tổ chức; 45 chi bộ; 2 đảng bộ
Cả nước còn 34 tỉnh, giảm 29 tỉnh. | 34 tỉnh; -29 tỉnh
Có 2025 hộ được vay vốn năm 2025. | 2025 hộ
Đã có 12/12 xã đạt chuẩn. | 12 xã; 12 xã
Dư nợ đạt 15.630.000,5 tỷ đồng. | 15630000500000000 VND
Nợ thuế 1.234,56 tỷ đồng. | 1234560000000 VND
Mỗi xã được giao từ 2 đến 3 nhiệm vụ. | 2..3 nhiệm vụ
Bị cáo lĩnh 20 năm tù. | 20 year
Đường dài 3,141 km. | 3.141 kilometre
Chuyến bay chậm 2 tiếng 15 phút. | 2 hour; 15 minute
Hai thập kỷ qua, xã có bốn bí thư. | 2 decade; 4 bí thư
Tăng thêm 7 lớp, 210 học sinh. | +7 lớp; 210 học sinh
Vượt 12% kế hoạch. | >12 percent
Số liệt sĩ quy tập được là 1.850. | 1850
Hơn một triệu lượt người đã tham quan. | >1000000 lượt người
Nước này chi 2 nghìn tỷ yên. | 2000000000000 JPY
Gói thầu 45 tỷ 600 triệu đồng. | 45600000000 VND
Có không dưới 300 doanh nghiệp phá sản. | >300 doanh nghiệp
Tối đa 5 thành viên mỗi nhóm. | <5 thành viên
"""
CASES = [tuple(line.split(" | ")) for line in SENTENCES.strip().split("\n")]
MARKS = {"about": "~", "over": ">", "under": "<", "exact": ""}


def read(text: str) -> list[Quantity]:
    """The figures of a Vietnamese text that are amounts."""
    return extract_quantities(text, language="vi")


def kinds(text: str) -> list[tuple[str, str]]:
    """All that is read in a text, names and dates too, with its type."""
    return [(one.quantity.text, one.quantity.type) for one in _language("vi").read(text).figures]


def shown(figure: Quantity) -> str:
    """A figure as the table above writes it."""
    trend = {"up": "+", "down": "-"}.get(figure.trend or "", "")
    value = f"{figure.value}..{figure.value_max}" if figure.value_max is not None else f"{figure.value}"
    return f"{MARKS[figure.hedge]}{trend}{value} {figure.unit}".strip()


def expected(figures: str) -> list[str]:
    """The figures of a line of the table with their values as they are shown."""
    return [re.sub(r"\d+\.\d+(?!\.)", lambda number: str(Fraction(number[0])), one) for one in figures.split("; ")]


@pytest.mark.parametrize(("sentence", "figures"), CASES)
def test_the_figures_of_a_sentence(sentence: str, figures: str) -> None:
    assert [shown(one) for one in read(sentence)] == expected(figures)


@pytest.mark.parametrize(("sentence", "figures"), CASES)
def test_combining_marks_make_no_difference(sentence: str, figures: str) -> None:
    assert [shown(one) for one in read(unicodedata.normalize("NFD", sentence))] == expected(figures)


def test_the_table_holds_what_was_promised() -> None:
    assert sum(len(expected(figures)) for _, figures in CASES) >= 120


# -- what is no amount -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Từ ngày 1/7/2025, xã mới hoạt động.", [("1/7/2025", "date")]),
        ("Hội nghị ngày 1 tháng 7 năm 2025.", [("1 tháng 7 năm 2025", "date")]),
        ("Sáng 30/6 và chiều 1/7, mưa lớn.", [("30/6", "date"), ("1/7", "date")]),
        ("Sáng nay (1/7), tuyết rơi.", [("1/7", "date")]),
        ("Ngày 5-6-2024, bản thông xe.", [("5-6-2024", "date")]),
        ("Ngày 1.7.2025, tỉnh sáp nhập.", [("1.7.2025", "date")]),
        ("Lễ hội mở từ ngày 5-7/8.", [("5", "date"), ("7/8", "date")]),
        ("Họp ngày 31/2/2025.", [("31/2/2025", "identifier")]),
        ("Mở cửa tháng 7/2025.", [("2025", "year")]),
        ("Xong vào tháng 9 năm 2026.", [("2026", "year")]),
        ("Trong tháng 7, mưa nhiều.", []),
        ("Nhiệm kỳ 2020-2025 kết thúc.", [("2020", "year"), ("2025", "year")]),
        ("Năm học 2024-2025 bắt đầu.", [("2024", "year"), ("2025", "year")]),
        ("Năm nay trời rét, năm ngoái thì không.", []),
        ("Đến năm 2030, đường xong.", [("2030", "year")]),
        ("Nghị quyết số 18-NQ/TW", [("18-NQ/TW", "identifier")]),
        ("Quyết định 1234/QĐ-UBND của tỉnh", [("1234/QĐ-UBND", "identifier")]),
        ("Nghị định số 15/2021/NĐ-CP", [("15/2021/NĐ-CP", "identifier")]),
        ("Theo khoản 2, Điều 5 của luật này", [("2", "identifier"), ("5", "identifier")]),
        ("Xe chạy trên quốc lộ 279.", [("279", "identifier")]),
        ("Nhà ở quận 3, tổ 12.", [("3", "identifier"), ("12", "identifier")]),
        ("Bản Hin 2 ở xã Nà Bủng.", [("2", "identifier")]),
        ("Lúc 8 giờ 30 phút, lễ bắt đầu.", [("8 giờ 30 phút", "identifier")]),
        ("Cửa mở 7 giờ sáng.", [("7 giờ", "identifier")]),
        ("Khoảng 10h30, lửa tắt.", [("10h30", "identifier")]),
        ("Gọi 0912 345 678.", [("0912 345 678", "identifier")]),
        ("Đội nhà thắng 3-0.", [("3-0", "identifier")]),
        ("Đứng thứ ba toàn tỉnh.", [("thứ ba", "ordinal")]),
        ("Đại hội lần thứ 15.", [("15", "ordinal")]),
        ("Xếp thứ mười hai.", [("mười hai", "ordinal")]),
        ("Thứ ba, ngày 1/7, trời mưa.", [("Thứ ba", "weekday"), ("1/7", "date")]),
        ("Chủ nhật (6/7), chợ đông.", [("Chủ nhật", "weekday"), ("6/7", "date")]),
        ("Ba Lan gặp Hai Bà Trưng.", []),
        ("Không ai bị thương.", []),
        ("Ông đầu tư vào khu vực tư nhân.", []),
        ("Một trong những bản nghèo nhất.", []),
        ("Mỗi năm người dân trồng lúa.", []),
    ],
)
def test_dates_years_names_and_ordinals(text: str, found: list[tuple[str, str]]) -> None:
    assert kinds(text) == found


# -- how numbers are written -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("mười lăm", 15),
        ("mười nhăm", 15),
        ("hai mươi mốt", 21),
        ("hai mốt", 21),
        ("hai mươi tư", 24),
        ("hai mươi bốn", 24),
        ("ba lăm", 35),
        ("năm mươi lăm", 55),
        ("một trăm linh năm", 105),
        ("một trăm lẻ năm", 105),
        ("một trăm mười", 110),
        ("một trăm rưỡi", 150),
        ("chín trăm chín mươi chín", 999),
        ("một nghìn không trăm linh năm", 1005),
        ("một ngàn không trăm lẻ năm", 1005),
        ("hai nghìn năm trăm", 2500),
        ("hai vạn ba nghìn", 23_000),
        ("một trăm linh năm nghìn", 105_000),
        ("ba trăm hai mươi mốt nghìn bốn trăm năm mươi sáu", 321_456),
        ("một triệu không trăm linh năm nghìn", 1_005_000),
        ("hai triệu ba trăm nghìn", 2_300_000),
        ("một tỷ hai trăm triệu", 1200 * MILLION),
        ("hai tỉ rưỡi", 2500 * MILLION),
        ("năm nghìn tỷ", 5000 * BILLION),
        ("hai chục", 20),
        ("ba tá", 36),
        ("nửa tỷ", 500 * MILLION),
        ("hai phẩy năm", Fraction(5, 2)),
        ("ba phẩy không bảy", Fraction(307, 100)),
        ("hai phẩy năm triệu", 2_500_000),
    ],
)
def test_a_number_in_words(words: str, value: Number) -> None:
    assert [(one.text, one.value) for one in read(f"Đội thu {words} kg.")] == [(f"{words} kg", value)]
    assert [one.value for one in read(f"{words.capitalize()} kg được thu.")] == [value]


def test_a_comma_is_the_decimal_mark_unless_the_text_says_otherwise() -> None:
    assert read("Dài 1,278 km.")[0].value == Fraction(1278, 1000)
    assert read("Dài 1.278 km.")[0].value == 1278
    assert [one.value for one in read("Dài 1,278 km, trong 1,278,000 km.")] == [1278, 1_278_000]


ONES = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def below_thousand(number: int, whole: bool) -> str:
    """A number below a thousand in words; `whole` if larger ones stand before it, so that no place is left out."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [f"{ONES[hundreds] or 'không'} trăm"] if hundreds or whole else []
    if tens:
        words.append(f"{ONES[tens]} mươi" if tens > 1 else "mười")
        words.append({1: "mốt", 5: "lăm"}.get(ones, ONES[ones]) if tens > 1 else {5: "lăm"}.get(ones, ONES[ones]))
    elif ones:
        words += ["linh", ONES[ones]] if words else [ONES[ones]]
    return " ".join(filter(None, words))


def in_words(number: int) -> str:
    """A number below a thousand billion in words, as a school book writes it."""
    groups = [(number // scale % 1000, name)
              for scale, name in ((BILLION, "tỷ"), (MILLION, "triệu"), (1000, "nghìn"), (1, ""))]  # fmt: skip
    words: list[str] = []
    for group, name in groups:
        if group:
            words += [below_thousand(group, bool(words)), name]
    return " ".join(filter(None, words))


def southern(words: str) -> str:
    return words.replace("nghìn", "ngàn").replace("linh", "lẻ").replace("tỷ", "tỉ")


@given(number=st.integers(2, 10**12 - 1), say=st.sampled_from([str, southern, str.capitalize]))
def test_a_number_in_words_reads_back(number: int, say: object) -> None:
    assert callable(say)
    written = say(in_words(number))
    (figure,) = read(f"{written} kg đã bán.")
    assert (figure.text, figure.value, figure.unit) == (f"{written} kg", number, "kilogram")


@given(
    number=st.integers(0, 10**9),
    decimals=st.integers(0, 4),
    scale=st.sampled_from([("", 1), (" nghìn", 1000), (" triệu", MILLION), (" tỷ", BILLION), (" nghìn tỷ", 10**12)]),
    unit=st.sampled_from(
        [("%", "percent"), (" đồng", "VND"), (" USD", "USD"), (" ha", "hectare"), (" kg", "kilogram")]
    ),
    hedge=st.sampled_from([("", "exact"), ("hơn ", "over"), ("gần ", "under"), ("khoảng ", "about")]),
)
def test_a_number_in_digits_reads_back_with_its_precision(
    number: int, decimals: int, scale: tuple[str, int], unit: tuple[str, str], hedge: tuple[str, str]
) -> None:
    whole, rest = divmod(number, 10**decimals)
    written = f"{whole:,}".replace(",", ".") + (f",{rest:0{decimals}}" if decimals else "") + scale[0] + unit[0]
    (figure,) = read(f"Xã ghi nhận {hedge[0]}{written} trong kỳ.")
    assert (figure.text, figure.unit, figure.hedge) == (written, unit[1], hedge[1])
    assert figure.value == Fraction(number * scale[1], 10**decimals)
    assert figure.place == Fraction(scale[1], 10**decimals)


# -- the laws that hold in every language ------------------------------------------------------------------------------

_ANY = st.one_of(prose(pieces_of("vi")), st.text(max_size=60), st.text(alphabet="0123456789.,-/ %đ(năm", max_size=40))
_GROUPED = re.compile(r"\d,\d{3}(?:,\d{3}|\.\d)")


@given(text=_ANY)
def test_any_text_gives_figures_in_order_inside_it_and_apart(text: str) -> None:
    done = 0
    for figure in read(text):
        assert done <= figure.start < figure.end <= len(text)
        assert figure.place > 0
        done = figure.end


@given(first=_ANY, second=_ANY)
def test_paragraphs_are_read_alike_alone_and_together(first: str, second: str) -> None:
    def lines(text: str) -> str:
        return " ".join(text.split("\n")).replace("\r", " ")

    def found(text: str, shift: int = 0) -> list[tuple[object, ...]]:
        return [(one.start + shift, one.end + shift, one.value, one.value_max, one.unit, one.hedge, one.trend)
                for one in read(text)]  # fmt: skip

    first, second = lines(first), lines(second)
    assume(not _GROUPED.search(first) and not _GROUPED.search(second))  # which would tell how the other writes numbers
    assert found(f"{first}\n\n{second}") == found(first) + found(second, len(first) + 2)


@pytest.mark.parametrize(
    "piece",
    ["năm ", "một trăm linh ", "không trăm ", "hai mươi ", "một nghìn ", "1 triệu ", "rưỡi ", "hai phẩy ",
     "một phần ba ", "hàng chục nghìn ", "tháng 7 ", "ngày 1/7 và ", "1/7/", "1.7.", "từ 5 đến ", "thứ ba ",
     "lúc 8 giờ ", "đảng viên ", "tăng từ 5 lên ", "hơn khoảng "],
)  # fmt: skip
def test_twice_the_text_takes_twice_the_steps(piece: str) -> None:
    short, long = steps(piece * 1000, "vi"), steps(piece * 2000, "vi")
    assert long <= 2.2 * short + 100


# -- which language a text is in ---------------------------------------------------------------------------------------

ARTICLE = "Xã Mường Chà có 1.278 đảng viên, tăng 15% so với năm 2020. Các bản đều có chi bộ."


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (ARTICLE, 1278),
        (unicodedata.normalize("NFD", ARTICLE), 1278),
        ("The commune of Mường Chà in Điện Biên has a road of 1.278 km, and the province pays for it.", 1.278),
        ("The road is 1.278 km long.", 1.278),
        ("Điện Biên: 1.278 km", 1.278),  # names alone tell nothing
        ("", None),
    ],
)
def test_a_text_tells_its_language_by_its_little_words(text: str, value: float | None) -> None:
    figures = extract_quantities(text)
    assert [float(one.value) for one in figures[:1]] == ([] if value is None else [value])


def test_a_declared_language_is_the_language() -> None:
    assert extract_quantities("Dài 1.278 km.", language="vi")[0].value == 1278
    assert extract_quantities(ARTICLE, language="en")[0].unit == ""
    report = Checker(Config(language="en")).check_text(ARTICLE)
    assert report.coverage.figures == Checker(Config(language="vi")).check_text(ARTICLE).coverage.figures == 2


def test_a_checker_reads_each_document_in_its_own_language() -> None:
    checker = Checker()
    english = "The commune has 1,278 members."
    found = [checker.extract(read_text(text)).figures[0] for text in (ARTICLE, english, ARTICLE)]
    assert [(one.value, one.unit) for one in found] == [(1278, "đảng viên"), (1278, "member"), (1278, "đảng viên")]
    again = pickle.loads(pickle.dumps(checker))  # noqa: S301
    assert again.extract(read_text(ARTICLE)).figures[0].unit == "đảng viên"


def test_the_command_shows_vietnamese_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bai.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    assert main(["show", "figures", str(path)]) == 0
    assert "“1.278” read as count, value 1278, unit đảng viên" in capsys.readouterr().out
    assert main(["show", "figures", str(path), "--language", "en"]) == 0
    assert "đảng viên" not in capsys.readouterr().out
    assert main(["check", str(path), "--language", "xx"]) == 2
    assert "language `xx` has no words: use one of en, vi" in capsys.readouterr().err


# -- packs of a user's own ---------------------------------------------------------------------------------------------


def test_a_pack_has_a_folder_for_each_language(tmp_path: Path) -> None:
    (tmp_path / "vi").mkdir()
    (tmp_path / "vi" / "lexicon.yaml").write_text("units:\n  hectare: [mẫu tây]\n", encoding="utf-8")
    text = "Xã có 12 mẫu tây lúa và 15 mẫu tây ngô."
    checker = Checker(Config(packs=[str(tmp_path)], language="vi"))
    assert [one.unit for one in checker.extract(read_text(text)).figures] == ["hectare", "hectare"]
    Checker(Config(packs=[str(tmp_path)])).check_text("The commune has 12 hectares.")  # no English in it is no fault


def test_the_wording_of_a_pack_in_one_file_is_that_of_the_default_language(tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    pack.write_text('phrasings:\n  sum:\n    - "{total} {COMPRISING} these: {parts,...}"\n', encoding="utf-8")
    assert not Checker(Config(packs=[str(pack)])).check_text(ARTICLE).failures


def test_a_faulty_folder_of_a_language_is_told_before_any_text_unless_another_is_declared(tmp_path: Path) -> None:
    (tmp_path / "vi").mkdir()
    (tmp_path / "vi" / "lexicon.yaml").write_text("unitz: {}\n", encoding="utf-8")
    for language in ("auto", "vi"):
        with pytest.raises(PackError, match="`unitz` is no section of a lexicon"):
            Checker(Config(packs=[str(tmp_path)], language=language))
    assert not Checker(Config(packs=[str(tmp_path)], language="en")).check_text("It is 5 km.").failures


# -- what is checked ---------------------------------------------------------------------------------------------------


def verdicts(text: str) -> list[tuple[str, str]]:
    """The rules tried on a Vietnamese text and what they came to, repeated facts left out."""
    report = Checker(Config(list_all=True, language="vi")).check_text(text)
    return [(one.rule, one.verdict.value) for one in report.checks if one.rule != "repeat-mismatch"]


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("504/533 đại biểu tán thành, đạt {}.", ("94,56%", "49,56%"), "share-mismatch"),
        ("Có 504/533 đại biểu có mặt ({}).", ("94,56%", "84,56%"), "share-mismatch"),
        ("Có 1.204 trong tổng số 1.533 thôn, chiếm {}.", ("78,54%", "87,54%"), "share-mismatch"),
        ("Doanh thu tăng {}, từ 639 tỷ đồng lên 1.130 tỷ đồng.", ("76,8%", "67,8%"), "percent-change-mismatch"),
        ("Thu nhập tăng từ 38 lên 43 triệu đồng ({}).", ("13,2%", "31,2%"), "percent-change-mismatch"),
        ("Số hộ nghèo giảm từ 2.568 hộ xuống còn 1.843 hộ (giảm {}).", ("28,2%", "82,2%"), "percent-change-mismatch"),
        ("Số ca giảm từ 1.250 xuống 980 ca, tương đương {}.", ("21,6%", "12,6%"), "percent-change-mismatch"),
        ("Lễ khai mạc vào {}, ngày 24/7/2025.", ("thứ năm", "thứ sáu"), "weekday-mismatch"),
    ],
)
def test_statements_that_follow_and_that_do_not(right: str, wrong: tuple[str, str], rule: str) -> None:
    assert verdicts(right.format(wrong[0])) == [(rule, "consistent")]
    assert verdicts(right.format(wrong[1])) == [(rule, "inconsistent")]


@pytest.mark.parametrize(
    "text",
    [
        "Thu ngân sách tăng từ 38 tỷ đồng lên 43 tỷ đồng, đạt 95% kế hoạch.",
        "Sản lượng tăng 12%, đạt 43 triệu tấn, bằng 95% cùng kỳ.",
        "Đã có 12/15 xã đạt chuẩn, trong đó 40% là xã biên giới.",
        "Mỗi xã có từ 5 đến 10 thôn, chiếm 30% diện tích.",
        "Lãi suất tăng từ 5% lên 7%.",
        "Xã hoàn thành 21/19 tiêu chí, vượt 2 tiêu chí so với kế hoạch.",
        "Toàn huyện giải ngân 350/300 tỷ đồng, vượt kế hoạch.",
        "Xã có 1.234 hộ, gồm 45 hộ nghèo và 30 hộ cận nghèo.",
        "Đoàn có 45 người, gồm 3 tổ và 2 đội.",
        "Toàn tỉnh có 45 đơn vị cấp xã, gồm 42 xã và 3 phường, trong đó có 16 xã biên giới.",
        "Có 4 bản: Huổi Cắm, Nậm Pồ và hai bản vùng cao khác.",
        "Huyện có 5 xã đạt chuẩn: xã A Pa Chải đạt 19 tiêu chí, xã Nà Tấu đạt 18 tiêu chí.",
    ],
)
def test_silence(text: str) -> None:
    assert [verdict for _, verdict in verdicts(text) if verdict != "consistent"] == []


def test_a_finding_speaks_and_writes_numbers_as_its_text_does() -> None:
    (finding,) = Checker().check_text("Trong xã, 504/533 đại biểu của các thôn đã tán thành, đạt 49,56%.").findings
    assert finding.check.message == "504 trên 533 là 94,56%, không phải 49,56%"
    assert finding.suggestion is not None
    assert finding.suggestion.text == "94,56%"


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [("17.970 tỷ đồng", 1_000_500 * BILLION, "1.000.500 tỷ đồng"), ("94,55%", 5, "5,00%"), ("998 hộ", 1002, "1.002"),
     ("1.234,5 ha", 1000, "1.000,0 ha"), ("12345,5 ha", 23_456, "23456,0 ha")],
)  # fmt: skip
def test_a_suggestion_has_the_decimals_and_separators_of_the_figure(text: str, value: Number, written: str) -> None:
    (figure,) = read(f"Xã có {text}.")
    assert Style(packs.load((), "vi").lexicon).rewritten(figure, value) == written


def test_half_a_year_of_age_stands_behind_the_years() -> None:
    (figure,) = extract_quantities("Cháu bé 3 tuổi rưỡi.", language="vi")
    assert (figure.text, figure.value, figure.type) == ("3 tuổi rưỡi", Fraction(7, 2), "age")


def test_a_century_is_no_amount() -> None:
    assert extract_quantities("Chùa xây từ thế kỷ 19.", language="vi") == []


# -- mergers -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["Xã Núa Ngam mới được hợp nhất từ 3 xã Núa Ngam, Hẹ Muông và Na Tông.",
     "Xã Núa Ngam được thành lập trên cơ sở sáp nhập các xã Núa Ngam, Hẹ Muông và Na Tông.",
     "Thành lập xã Núa Ngam trên cơ sở nhập diện tích tự nhiên, dân số của các xã Núa Ngam, Hẹ Muông và Na Tông.",
     "Hợp nhất xã Núa Ngam, xã Hẹ Muông và xã Na Tông thành xã mới lấy tên là xã Núa Ngam.",
     "Sáp nhập 3 xã Núa Ngam, Hẹ Muông và Na Tông thành xã Núa Ngam."],
)  # fmt: skip
def test_what_was_merged_into_what(text: str) -> None:
    new = " Xã Núa Ngam mới có dân số 14.300 người."
    old = "Xã Núa Ngam cũ có dân số 5.300 người. Xã Hẹ Muông cũ có {} người. Xã Na Tông cũ có 4.100 người."
    for figure, verdict in (("4.900", "consistent"), ("9.400", "inconsistent")):
        documents = [read_text(text + new, "1.txt"), read_text(old.format(figure), "2.txt")]
        checks = Checker(Config(list_all=True)).check_documents(documents).checks
        assert [str(one.verdict) for one in checks if one.rule == "merged-total-mismatch"] == [verdict]


def test_a_merger_whose_list_goes_on_is_none() -> None:
    text = "Xã Na Sang được hợp nhất từ thị trấn Mường Chà và các xã Ma Thì Hồ, Sa Lông, Na Sang."
    assert [claim.kind for claim in Checker().extract(read_text(text)).claims] == []


@pytest.mark.parametrize("text", [
    "Toàn xã có 1.240 hộ, trong đó 186 hộ nghèo, chiếm 51%.",
    "Đến nay đã có 186/1.240 hộ thoát nghèo, chiếm 51%.",
])  # fmt: skip
def test_a_full_stop_that_groups_thousands_is_no_magnitude(text: str) -> None:
    (found,) = factcheck.check_text(text).findings
    assert found.suggestion is not None
    assert found.suggestion.text == "15%"


@pytest.mark.parametrize(("right", "figure", "spoiled"), [
    ("Toàn xã có 1.240 hộ, trong đó 186 hộ nghèo, chiếm 15%.", "15%", "51%"),
    ("Đảng viên nữ có 213 đồng chí, chiếm 40% tổng số 533 đảng viên.", "40%", "60%"),
    ("Trong số 86 trường, có 71 trường đạt chuẩn quốc gia, tỷ lệ 82,6%.", "82,6%", "86,2%"),
    ("Số hộ nghèo giảm từ 450 hộ xuống còn 360 hộ, giảm 20%.", "20%", "30%"),
    ("Thu ngân sách đạt 1.200 tỷ đồng, tăng 20% so với 1.000 tỷ đồng của năm trước.", "20%", "40%"),
    ("Doanh thu tăng gấp đôi, từ 5 tỷ lên 10 tỷ đồng.", "10 tỷ", "16 tỷ"),
    ("Sản lượng đạt 300 tấn, gấp 3 lần so với 100 tấn năm 2020.", "3 lần", "5 lần"),
    ("Tỷ lệ hộ nghèo giảm từ 41,4% xuống 6,4%.", "6,4%", "46,4%"),
    ("Dự án thực hiện trong 5 năm, từ năm 2021 đến năm 2025.", "5 năm", "9 năm"),
])  # fmt: skip
def test_what_agrees_holds_and_is_found_once_a_figure_is_spoiled(right: str, figure: str, spoiled: str) -> None:
    assert factcheck.extract_claims(right)
    assert not factcheck.check_text(right).findings
    assert factcheck.check_text(right.replace(figure, spoiled)).findings
