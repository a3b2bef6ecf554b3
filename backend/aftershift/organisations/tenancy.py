"""What every tenant table extends: an organisation, a UUIDv7, and a manager that refuses unscoped queries."""

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from uuid import UUID

from django.db import models
from django_scopes import ScopedManager
from django_scopes.manager import DisabledQuerySet

from aftershift.core.ids import new_id

if TYPE_CHECKING:
    from typing import Self

M = TypeVar("M", bound=models.Model, covariant=True)


class TenantManager(models.Manager[M]):
    def of(self, organisation_id: UUID) -> models.QuerySet[M]:
        """The rows of one organisation: the explicit filter that every selector starts with."""
        return self.get_queryset().filter(organisation_id=organisation_id)


class RefusingQuerySet(DisabledQuerySet):  # type: ignore[misc]
    # django-scopes 2.1 lets these five through; outside a scope they would answer for every organisation.
    exists = aexists = explain = aexplain = bulk_create = abulk_create = DisabledQuerySet.error


_Scoped: Any = type(ScopedManager(_manager_class=TenantManager, organisation="organisation_id"))


class ScopedTenantManager(_Scoped):  # type: ignore[misc]
    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        if isinstance(rows, DisabledQuerySet):
            rows.__class__ = RefusingQuerySet
        return rows


class TenantModel(models.Model):
    """One row of one organisation. Unique constraints of children start with `organisation`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="+")
    if TYPE_CHECKING:
        objects: ClassVar[TenantManager[Self]]
    else:
        objects = ScopedTenantManager()

    class Meta:
        abstract = True
