"""Every address of the house."""

from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from khen.web.factor_changes import NewCodes, NewPhone
from khen.web.guide_pages import Guide, GuidePage, TourPage, guide_picture
from khen.web.invitations import InvitationPage
from khen.web.language import choose
from khen.web.notice_choices import NoticeChoices, ring_worker
from khen.web.notices import NoticesPage
from khen.web.open_sessions import OpenSessions
from khen.web.parts import Parts
from khen.web.passkeys import NewPasskey, RemovePasskey
from khen.web.passwords import PasswordPage
from khen.web.provider_door import ProviderBack, ProviderBegin, SignOut
from khen.web.saved import saved
from khen.web.second_factor import SecondFactorPage
from khen.web.second_step import SecondStep, SignIn
from khen.web.training import TrainingPage

urlpatterns: list[URLPattern | URLResolver] = [
    path("quan-tri/login/", SignIn.as_view(), name="wagtailadmin_login"),
    path("quan-tri/logout/", SignOut.as_view(), name="wagtailadmin_logout"),
    path("quan-tri/login/dinh-danh/", ProviderBegin.as_view(), name="provider_begin"),
    path("quan-tri/login/dinh-danh/ve/", ProviderBack.as_view(), name="provider_back"),
    path("quan-tri/login/ma/", SecondStep.as_view(), name="second_step"),
    path("quan-tri/buoc-thu-hai/", SecondFactorPage.as_view(), name="second_factor"),
    path("quan-tri/buoc-thu-hai/ma-moi/", NewCodes.as_view(), name="new_codes"),
    path("quan-tri/buoc-thu-hai/dien-thoai-moi/", NewPhone.as_view(), name="new_phone"),
    path("quan-tri/buoc-thu-hai/them-khoa/", NewPasskey.as_view(), name="new_passkey"),
    path("quan-tri/buoc-thu-hai/go-khoa/", RemovePasskey.as_view(), name="remove_passkey"),
    path("quan-tri/doi-mat-khau/", PasswordPage.as_view(), name="change_password"),
    path("quan-tri/phien-dang-nhap/", OpenSessions.as_view(), name="open_sessions"),
    path("quan-tri/ngon-ngu/", choose, name="language"),
    path("quan-tri/bo-loc/", saved, name="saved_filters"),
    path("quan-tri/gui-tep/", Parts.as_view(), name="parts"),
    path("quan-tri/thong-bao/", login_required(NoticesPage.as_view()), name="notices"),
    path("quan-tri/thong-bao/lua-chon/", NoticeChoices.as_view(), name="notice_choices"),
    path("quan-tri/thong-bao/nhan.js", login_required(ring_worker), name="ring_worker"),
    path("quan-tri/huong-dan/", Guide.as_view(), name="guide"),
    path("quan-tri/huong-dan/<slug:page>/", GuidePage.as_view(), name="guide_page"),
    path("quan-tri/huong-dan/anh/<slug:name>.png", guide_picture, name="guide_picture"),
    path("quan-tri/lam-quen/", TourPage.as_view(), name="tour"),
    path("quan-tri/tap-huan/", TrainingPage.as_view(), name="training"),
    path("quan-tri/account/", RedirectView.as_view(pattern_name="change_password"), name="account"),
    path("nhan-loi-moi/<str:word>/", InvitationPage.as_view(), name="invitation"),
    path("nhan-loi-moi/", InvitationPage.as_view(), name="invitation_cut"),
    path("quan-tri/", include(wagtailadmin_urls)),
    path("", include("khen.web.outlets")),
    path("", include("khen.web.portals")),
    path("", include(wagtail_urls)),
]
handler400 = "khen.web.faults.wrong_request"
handler403 = "khen.web.faults.refused"
handler404 = "khen.web.faults.not_found"
handler500 = "khen.web.faults.broken"
