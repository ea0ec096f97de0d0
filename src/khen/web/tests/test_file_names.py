"""A file that is sent with a form is called as it is where it comes from."""

import pytest
from django.test import RequestFactory

FORM = '--x\r\nContent-Disposition: form-data; name="file"; filename="{}"\r\n\r\n{}\r\n--x--\r\n'


@pytest.mark.parametrize("size", [1, 3_000_000], ids=["small", "large"])
@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("Báo cáo.pdf", "Báo cáo.pdf"),
        ("Xã %22Tả Ván%22.pdf", 'Xã "Tả Ván".pdf'),
        ("Báo%0D%0Acáo%0A%0A2020.pdf", "Báo cáo 2020.pdf"),
        ("100%20%.pdf", "100%20%.pdf"),
        ("%2522%0d%2F.pdf", "%2522%0d%2F.pdf"),
    ],
)
def test_of_the_signs_in_its_name_those_that_browsers_write_otherwise_are_read_back(sent: str, meant: str, size: int) -> None:
    body = FORM.format(sent, "a" * size).encode()
    request = RequestFactory().post("/", body, content_type="multipart/form-data; boundary=x")
    assert [given.name for given in request.FILES.getlist("file")] == [meant]
