"""Figures on information technology, post and telecommunications."""

from django.utils.translation import gettext_lazy as _

from khen.figures.building import ABOVE_COMMUNES, DISTINCT, RATIO, STOCK, declared, share

TECHNOLOGY = (
    share(
        "II.1",
        "1",
        "it.infrastructure.all",
        _("IT infrastructure in place, whole province"),
        levels=ABOVE_COMMUNES,
        parts=("it.infrastructure.province", "it.infrastructure.district"),
    ),
    share("II.1", "2", "it.infrastructure.province", _("IT infrastructure in place, province level"), levels=ABOVE_COMMUNES),
    share("II.1", "3", "it.infrastructure.district", _("IT infrastructure in place, district level"), levels=ABOVE_COMMUNES),
    share(
        "II.1",
        "4",
        "it.internet.all",
        _("Computers connected to the Internet, whole province"),
        levels=ABOVE_COMMUNES,
        parts=("it.internet.province", "it.internet.district"),
    ),
    share("II.1", "5", "it.internet.province", _("Computers connected to the Internet, province level"), levels=ABOVE_COMMUNES),
    share("II.1", "6", "it.internet.district", _("Computers connected to the Internet, district level"), levels=ABOVE_COMMUNES),
    declared("II.1", "7", "documents.per_day", _("Electronic documents exchanged on an average day"), _("documents/day"), RATIO),
    share("II.1", "8", "documents.signed_share", _("Electronic documents with a digital signature")),
    share(
        "II.1",
        "9",
        "documents.interagency_electronic_share",
        _("Documents between agencies that are wholly electronic and digitally signed"),
    ),
    share("II.1", "10", "documents.internal_electronic_share", _("Internal documents handled wholly online")),
    declared(
        "II.1",
        "11",
        "certificates.issued",
        _("Digital certificates issued"),
        _("certificates"),
        STOCK,
        parts=("certificates.personal_tokens", "certificates.organisation_tokens", "certificates.sim_pki"),
    ),
    declared("II.1", "12", "certificates.personal_tokens", _("Personal certificates on tokens"), _("certificates"), STOCK),
    declared(
        "II.1", "13", "certificates.organisation_tokens", _("Organisations' certificates on tokens"), _("certificates"), STOCK
    ),
    declared("II.1", "14", "certificates.sim_pki", _("Certificates on SIM PKI"), _("certificates"), STOCK),
)
TELECOM = (
    declared(
        "II.2", "15", "lines.health_sites", _("Hospitals and quarantine areas with an Internet or Wi-Fi line"), _("sites"), STOCK
    ),
    declared(
        "II.2",
        "16",
        "radio.reviewed_districts",
        _("Districts whose smart loudspeakers were reviewed"),
        _("districts"),
        DISTINCT,
        levels=ABOVE_COMMUNES,
    ),
)
