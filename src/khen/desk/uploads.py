"""One file in a form. Its name and type are only claims: the act finds out what it is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khen.atoms import media
from khen.desk.forms import ActForm
from khen.desk.parts import Unfinished

PICTURES = "image/jpeg,image/png,image/webp"
FILES = f"{PICTURES},audio/mpeg,audio/mp4,audio/ogg,audio/wav,application/pdf,.docx,.xlsx,.pptx"
NOT_ALL_HERE = _("This file is not all here yet. Press the button once more: what is missing is sent again.")
NO_PICTURE = _(
    "%(name)s is no picture of a kind that is accepted here, whatever its name says: this field takes %(pictures)s alone. "
    "Choose a photo, or save this picture again as JPG or PNG."
)
EMPTY = _("%(name)s is an empty file of 0 bytes. Choose the right file.")
FIRST = 64  # bytes that tell a picture from anything else
LARGEST = 15 * 1024 * 1024  # bytes; one more is read, so that whoever looks sees that it is too large


class FileChoice(forms.FileInput):
    """The browser's own input, invisible over a frame that says in the house's language what to press and what was chosen."""

    template_name = "desk/file_choice.html"

    class Media:
        js = ("desk/files.js", "desk/parts.js")


class AnyFileField(forms.FileField):
    """A file of 0 bytes is refused in words that name it: it is neither the file that was meant nor no file."""

    def __init__(self, *, accept: str, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, widget=FileChoice(attrs={"accept": accept}), **kwargs)

    def to_python(self, data: Any) -> Any:
        if isinstance(data, Unfinished):
            raise forms.ValidationError(NOT_ALL_HERE)
        given = super().to_python(data)
        if given and not given.size:
            raise forms.ValidationError(EMPTY % {"name": given.name})
        return given


class PictureField(AnyFileField):
    """One picture: what its bytes say to be something else is refused at the field, in words about pictures alone."""

    def to_python(self, data: Any) -> Any:
        given = super().to_python(data)
        if given and not is_picture(given):
            raise forms.ValidationError(NO_PICTURE % {"name": given.name, **media.ACCEPTED})
        return given


def is_picture(file: Any) -> bool:
    file.seek(0)
    medium = media.examine(file.read(FIRST))
    file.seek(0)
    return medium is not None and medium.kind == media.PICTURE


def medium_of(file: Any) -> media.Medium | None:
    """What its bytes say it is; None where they say nothing that is taken in."""
    file.seek(0)
    medium = media.examine(file.read(LARGEST + 1))
    file.seek(0)
    return medium


class PhotoForm(ActForm):
    """A form that may carry one photo."""

    file: AnyFileField = PictureField(label=_("Photo"), accept=PICTURES, required=False)
    alt = forms.CharField(
        label=_("What the picture shows"),
        max_length=250,
        required=False,
        help_text=_("Read aloud to those who cannot see it. Needed for every picture."),
    )

    def upload(self) -> dict[str, Any] | None:
        """Name, content, alt and caption of what arrived; nothing when nothing did."""
        given = self.cleaned_data.pop("file", None)
        words = {name: self.cleaned_data.pop(name, "") for name in ("alt", "caption")}
        return {"name": given.name, "content": given.read(LARGEST + 1), **words} if given is not None else None


class FileForm(PhotoForm):
    """A form for one file of any accepted kind."""

    file = AnyFileField(
        label=_("File"), accept=FILES, help_text=_("Picture, recording, PDF, Word, Excel or PowerPoint, at most 15 MB.")
    )
    caption = forms.CharField(label=_("Caption"), max_length=250, required=False)
