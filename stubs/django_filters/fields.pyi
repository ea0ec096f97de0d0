from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator as DjangoIterator

class ModelChoiceIterator(DjangoIterator[Any]): ...
class ModelChoiceField(forms.ModelChoiceField[Any]): ...
