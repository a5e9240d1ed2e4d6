"""Organizations for tests. Times are fixed, so that a test that needs another says so."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from rounds.organizations.models import (
    Identifier,
    Name,
    Organization,
    OrganizationType,
    Ownership,
    Register,
    RegisterRow,
    Scheme,
)

A_DAY = date(2026, 1, 5)
A_MOMENT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


class OrganizationFactory(DjangoModelFactory[Organization]):
    class Meta:
        model = Organization

    name = factory.Sequence(lambda n: f"Hospital {n}")
    slug = factory.Sequence(lambda n: f"hospital-{n}")
    sort_name = factory.LazyAttribute(lambda made: made.name.casefold())
    type = OrganizationType.HOSPITAL
    city = "Rochester"
    region = "US-MN"
    country = "US"
    website = factory.LazyAttribute(lambda made: f"https://www.{made.slug}.example.org/")
    ownership = Ownership.NONPROFIT
    created_at = A_MOMENT
    changed_at = A_MOMENT


class NameFactory(DjangoModelFactory[Name]):
    class Meta:
        model = Name

    organization = factory.SubFactory(OrganizationFactory)
    kind = Name.Kind.ALTERNATIVE
    text = factory.Sequence(lambda n: f"Other name {n}")
    source = "test"


class IdentifierFactory(DjangoModelFactory[Identifier]):
    class Meta:
        model = Identifier

    organization = factory.SubFactory(OrganizationFactory)
    scheme = Scheme.CCN
    value = factory.Sequence(lambda n: f"{240000 + n}")
    source = "test"


class RegisterFactory(DjangoModelFactory[Register]):
    class Meta:
        model = Register

    slug = factory.Sequence(lambda n: f"register-{n}")
    family = "register"
    name = factory.Sequence(lambda n: f"Register {n}")
    publisher = "A publisher"
    as_of = A_DAY
    licence = "CC0-1.0"


class RegisterRowFactory(DjangoModelFactory[RegisterRow]):
    class Meta:
        model = RegisterRow

    register = factory.SubFactory(RegisterFactory)
    key = factory.Sequence(str)
    organization = factory.SubFactory(OrganizationFactory)
    line = factory.Sequence(lambda n: n + 1)
    source_name = factory.LazyAttribute(lambda made: made.organization.name.upper())
    digest = factory.Sequence(lambda n: f"{n:032x}")
