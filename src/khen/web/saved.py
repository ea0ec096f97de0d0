"""The address at which people keep and forget their saved filters; it concerns nobody but themselves."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.desk.habits import drop_view, keep_view
from khen.web.wagtail_hooks import COUNTERS


@require_POST
@login_required
def saved(request: HttpRequest) -> HttpResponse:
    """`ds` names the list; `ten` and `cau` the view to keep, or `xoa` the one to forget. 404 for what is not there."""
    told, person = request.POST, request.user
    counter = next((one for one in COUNTERS if one.name == told.get("ds")), None)
    if counter is None or not isinstance(person, Person):
        raise Http404
    index = reverse(counter.get_url_name("index"))
    if "xoa" in told:
        if not drop_view(person, place=counter.name, name=told["xoa"]):
            raise Http404
        messages.success(request, _("The saved filter is deleted."))
        return redirect(index)
    query = told.get("cau", "")
    try:
        keep_view(person, place=counter.name, name=told.get("ten", ""), query=query)
    except Refusal as refusal:
        for reason in refusal.reasons:
            messages.error(request, str(reason))
    else:
        messages.success(request, _("The filter is saved."))
    return redirect(f"{index}?{query}")
