"""Wagtail's first page and site give way: every site of the house is opened by an act."""

from django.db import migrations


def leave(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page")
    if not welcome.exists():
        return
    apps.get_model("wagtailcore", "Site").objects.filter(root_page__in=welcome).delete()
    welcome.delete()
    Page.objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [("portals", "0001_portals")]
    operations = [migrations.RunPython(leave, migrations.RunPython.noop)]
