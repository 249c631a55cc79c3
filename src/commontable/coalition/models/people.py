"""Who signs in, and who they are in a coalition."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from commontable.coalition.models.unions import Union
from commontable.coalition.ownership import CoalitionOwned


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **facts: Any) -> User:
        user = self.model(email=email.strip().lower(), **facts)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A sign-in: an e-mail address and a password. Names and roles are the coalition's.

    The address is kept in lower case as plain text: a case-folding type cannot be used by an
    index under row-level security.
    """

    email = models.CharField(max_length=254, unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="email_lowercase")
        ]

    def __str__(self) -> str:
        return self.email


class Person(CoalitionOwned):
    """Somebody in the coalition: their name at the table, their union, their sign-in if any."""

    user = models.ForeignKey(
        "coalition.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    affiliate = models.ForeignKey(Union, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(fields=["coalition", "user"], name="one_person_per_sign_in")
        ]

    def __str__(self) -> str:
        return self.name
