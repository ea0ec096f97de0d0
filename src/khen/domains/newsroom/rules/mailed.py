"""The words of a letter, the same for whoever looks at it beforehand and for whoever receives it."""

from khen.domains.newsroom.terms.channels import Letter


def begun(letter: Letter) -> str:
    """What stands before the lead."""
    return _parted(letter.notice, letter.title)


def ended(letter: Letter) -> str:
    """What follows the lead: the text, its source, where it stands, and how the reader leaves the list."""
    source = f"Nguồn: {letter.source}" if letter.source else ""
    link = f"Đọc trên cổng: {letter.link}" if letter.link else ""
    return _parted(letter.text, source, link, signed(letter))


def signed(letter: Letter) -> str:
    """Who writes, to which list, and the way out of it."""
    list_of = f'Thư này được gửi theo danh sách "{letter.mailing}".'
    return "\n".join(["--", letter.sender, list_of, f"Hủy nhận tin: {letter.leave}"])


def whole(letter: Letter) -> str:
    return _parted(begun(letter), letter.lead, ended(letter))


def _parted(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
