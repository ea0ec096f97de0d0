"""The words of a letter, the same for whoever looks at it beforehand and for whoever receives it."""

from collections.abc import Iterable

from khen.atoms.media import AUDIO
from khen.domains.newsroom.terms.channels import Letter

ALONG = "Kèm bài trên cổng:"


def begun(letter: Letter) -> str:
    """What stands before the lead."""
    return _parted(letter.notice, letter.title)


def ended(letter: Letter) -> str:
    """What follows the lead: the text, its source, what stands with it and where, and how the reader leaves the list."""
    source = f"Nguồn: {letter.source}" if letter.source else ""
    along = "\n".join([ALONG, *(f"- {one}" for one in letter.files)]) if letter.files and letter.link else ""
    link = f"Đọc trên cổng: {letter.link}" if letter.link else ""
    return _parted(letter.text, source, along, link, signed(letter))


def along(files: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    """What a letter says of files that it does not carry, by the kind, name and caption of each."""
    named = ((kind, " ".join((caption or name).split())) for kind, name, caption in files)
    return tuple(f"Nghe: {name}" if kind == AUDIO else f"Tải về: {name}" for kind, name in named)


def signed(letter: Letter) -> str:
    """Who writes, to which list, and the way out of it."""
    list_of = f'Thư này được gửi theo danh sách "{letter.mailing}".'
    return "\n".join(["--", letter.sender, list_of, f"Hủy nhận tin: {letter.leave}"])


def whole(letter: Letter) -> str:
    return _parted(begun(letter), letter.lead, ended(letter))


def _parted(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
