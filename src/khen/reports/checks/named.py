"""Numbers that are names: of papers and their clauses, days and years, sessions and things. Whatever counts something is none.

Each pattern says how such a name is written; a name that is followed by what one counts ("năm 500 hộ", "9/10 xã") is a number."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

COUNTED = (
    r"(?!\s*(?:%|‰|(?:huyện|xã|phường|thị\strấn|thành\sphố|tỉnh|thôn|bản|tổ|cụm|hộ|người|lượt|đại\sbiểu|cán\sbộ|công\schức|"
    r"viên\schức|học\sviên|học\ssinh|giáo\sviên|đoàn\sviên|hội\sviên|thành\sviên|tin|bài|văn\sbản|giấy|chứng\sthư|chữ\ský|"
    r"cuộc|buổi|lớp|lần|vụ|ca|trường\shợp|đơn|hồ\ssơ|cơ\squan|đơn\svị|tổ\schức|doanh\snghiệp|hợp\stác|điểm|đài|trạm|"
    r"hệ\sthống|trang|cổng|liên\skết|thiết\sbị|máy|loa|cột|đường|tuyến|thuê\sbao|sim|token|phần\străm|triệu|tỷ|tỉ|nghìn|ngàn|"
    r"đồng|km|m|ha|kg|tấn|tạ|lít|giờ|phút|cuốn|quyển|tờ|số|ấn\sphẩm|sản\sphẩm|mô\shình|nhiệm\svụ|kế\shoạch|chương\strình|"
    r"dự\sán|dịch\svụ|phóng\ssự|chuyên\smục|chuyên\strang|sự\skiện|hội\snghị|tiêu\schí|chỉ\stiêu|địa\sphương|làng|chợ|xe|con|"
    r"cái|chiếc|bộ|gói|suất|phần\squà|nhà)(?!\w)))"
)
END = r"(?![\d\w])(?![.,/]\d)" + COUNTED
EVERY = r"(?<!mỗi\s)(?<!một\s)(?<!hằng\s)(?<!hàng\s)"  # before a day or a month: then a count follows, not a date
RATIO = r"(?<!đạt\s)(?<!được\s)(?<!có\s)(?<!lệ\s)(?<!là\s)(?<!còn\s)(?<!ngày\s)"  # before 3/11: then it is a share, not a date
DAY, MONTH, YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d{2}"
PLACE = r"\d{1,3}(?:\.\d{1,2}(?!\d))?"
CLAUSE = rf"(?:điểm\s+(?:[a-zđ]|\d{{1,2}})\s*,?\s*)?khoản\s+\d{{1,2}}(?:\s*(?:,|và)\s*\d{{1,2}})*\s*,?\s*[Đđ]iều\s+{PLACE}"
ARTICLE = rf"Điều\s+{PLACE}(?:\s*,?\s*khoản\s+\d{{1,2}})?(?:\s*,?\s*điểm\s+(?:[a-zđ]\b|\d{{1,2}}))?"


def _on_the_calendar(found: re.Match[str]) -> bool:
    named = found.groupdict()
    try:
        date(int(named["year"] or 2000), int(named["month"]), int(named["day"]))  # 2000: a leap year, so 29/2 is a day
    except ValueError:
        return False
    return True


def _always(found: re.Match[str]) -> bool:
    return True


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.UNICODE)


NAMES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (_pattern(r"https?://\S+|\S+@\S+\w|\b[a-z][\w-]*(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?"), _always),  # addresses
    (_pattern(r"(?<![\w.,])\d+(?:/(?:19|20)\d{2})?[/-][A-ZĐ]{2}[\wĐ]*(?:[-/][\wĐ]+)*"), _always),  # 265/KH-UBND, 30/2020/NĐ-CP
    (_pattern(rf"(?<![\w/])(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/(?P<year>{YEAR}){END}"), _on_the_calendar),
    (_pattern(EVERY + r"\bngày\s+(?P<day>\d{1,2})/(?P<month>\d{1,2})(?P<year>)(?!\d|/)"), _on_the_calendar),
    (
        _pattern(rf"(?<![\w/]){RATIO}(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?P<year>){END}"),
        _on_the_calendar,
    ),
    (
        _pattern(
            rf"\bngày\s+(?P<day>\d{{1,2}})(?:\s*[-–,]\s*\d{{1,2}})?\s+tháng\s+(?P<month>\d{{1,2}})(?:\s*(?:năm\s+|/)(?P<year>{YEAR}))?{END}"
        ),
        _on_the_calendar,
    ),
    (_pattern(rf"{EVERY}(?<!/)\b[Nn]gày\s+{DAY}(?:\s*[-–]\s*{DAY})?{END}"), _always),
    (_pattern(rf"{EVERY}\b[Tt]háng\s+{MONTH}(?:(?:/|\s+năm\s+){YEAR})?{END}"), _always),
    (_pattern(rf"(?<![\w/.,]){MONTH}/{YEAR}{END}"), _always),
    (_pattern(rf"(?<![\w/.,]){YEAR}\s*[-–]\s*{YEAR}{END}"), _always),
    (_pattern(rf"\b[Nn]ăm\s+(?:học\s+)?{YEAR}{END}"), _always),
    (_pattern(rf"\b[Qq]uý\s+[1-4](?:/{YEAR})?{END}"), _always),
    (_pattern(r"(?<![\w.,/])0?[369]\s+tháng(?!\w)|(?<![\w.,/])12\s+tháng(?!\w)"), _always),
    (_pattern(rf"{CLAUSE}{END}|\b{ARTICLE}{END}"), _always),
    (_pattern(rf"\b(?:Phần|Phụ lục|Chương|Mục|Dự án|Mẫu(?: số)?|Bảng|Biểu(?: số)?)\s+{PLACE}{END}"), _always),
    (_pattern(rf"\b(?:khóa|khoá|thế kỷ|lần thứ|thứ)\s+\d{{1,2}}{END}"), _always),
    (_pattern(r"(?<![\w.,/])0?[2-4]\s+cấp(?!\w)"), _always),  # levels of government
    (_pattern(r"\b(?=\w*[A-ZĐ])[^\W\d_]+-?\d+(?!\w)"), _always),  # COVID-19, B1
    (_pattern(r"(?<![\w.,/-])\d[GD](?!\w)"), _always),  # 4G, 3D
)


def plain(text: str) -> str:
    """Digits of any script, full-width signs and minus signs as ASCII writes them; every character stays at its place."""
    return "".join(_plain(one) for one in text)


def _plain(one: str) -> str:
    digit = unicodedata.decimal(one, None)
    return str(digit) if digit is not None else {"％": "%", "．": ".", "，": ",", "／": "/", "−": "-", "－": "-"}.get(one, one)


def blanked(text: str) -> str:
    """The text with blanks where a number is a name; every character stays at its place."""
    for pattern, holds in NAMES:
        for found in pattern.finditer(text):
            if holds(found):
                text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
    return text
