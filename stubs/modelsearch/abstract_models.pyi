# Which class is meant depends on the database at run time; to a reader of types they are one.
from django.db import models

class BaseIndexEntry(models.Model):
    class Meta:
        abstract = True

class AbstractIndexEntry(BaseIndexEntry):
    class Meta:
        abstract = True

class AbstractSQLiteFTSIndexEntry(models.Model):
    class Meta:
        abstract = True
