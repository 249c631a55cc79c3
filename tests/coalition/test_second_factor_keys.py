"""Secrets of the second factor lie encrypted, under a key that can be exchanged."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse

from cast import Cast
from coalition.signing_in import Visitor, code_of, give_app
from commontable.coalition import second_factor_keys
from commontable.coalition.second_factor_keys import MARK, UnreadableSecretError
from commontable.coalition.services.second_factors import Renewed, encrypt_second_factors

OLD, NEW = "old-" + "o" * 40, "new-" + "n" * 40


def kept(cast: Cast, kind: Authenticator.Type) -> dict[str, object]:
    data: dict[str, object] = Authenticator.objects.get(user=cast.chief.user, type=kind).data
    return data


def test_what_is_in_the_database_is_no_secret_that_works(cast: Cast) -> None:
    secret = give_app(cast.chief.user)
    codes = RecoveryCodes.activate(cast.chief.user)
    row = str(kept(cast, Authenticator.Type.TOTP)["secret"])
    seed = str(kept(cast, Authenticator.Type.RECOVERY_CODES)["seed"])
    assert row.startswith(MARK)
    assert seed.startswith(MARK)
    assert secret not in row
    assert len(codes.get_unused_codes()) == 10
    visitor = Visitor(Client())
    visitor.sign_in(cast.chief.user)
    assert visitor.is_in


def test_the_same_secret_never_lies_there_twice_alike() -> None:
    one, other = (second_factor_keys.encrypt("JBSWY3DP", [NEW]) for _ in range(2))
    assert one != other
    assert second_factor_keys.decrypt(one, [NEW]) == "JBSWY3DP"


def test_keys_are_exchanged_one_after_the_other(cast: Cast) -> None:
    with override_settings(SECOND_FACTOR_KEYS=[OLD]):
        secret = give_app(cast.chief.user)
        RecoveryCodes.activate(cast.chief.user)
        codes = RecoveryCodes(recovery_of(cast)).get_unused_codes()
    with override_settings(SECOND_FACTOR_KEYS=[NEW, OLD]):
        assert encrypt_second_factors() == Renewed(anew=2, already=0)
        assert encrypt_second_factors() == Renewed(anew=0, already=2)
    with override_settings(SECOND_FACTOR_KEYS=[NEW]):
        row = str(kept(cast, Authenticator.Type.TOTP)["secret"])
        assert second_factor_keys.decrypt(row, [NEW]) == secret
        assert RecoveryCodes(recovery_of(cast)).get_unused_codes() == codes


def recovery_of(cast: Cast) -> Authenticator:
    return Authenticator.objects.get(user=cast.chief.user, type=Authenticator.Type.RECOVERY_CODES)


def test_rows_from_before_there_were_keys_still_work_and_are_encrypted_by_the_command(
    cast: Cast,
) -> None:
    Authenticator.objects.create(
        user=cast.chief.user, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    Authenticator.objects.create(
        user=cast.chief.user,
        type=Authenticator.Type.RECOVERY_CODES,
        data={"migrated_codes": ["11111111", "22222222"]},
    )
    Authenticator.objects.create(
        user=cast.team.user, type=Authenticator.Type.WEBAUTHN, data={"name": "a passkey"}
    )
    visitor = Visitor(Client())
    visitor.sign_in(cast.chief.user)
    said = StringIO()
    call_command("encrypt_second_factors", stdout=said)
    assert said.getvalue() == "2 second factors were encrypted anew, 0 were already.\n"
    assert "JBSWY3DPEHPK3PXP" not in str(kept(cast, Authenticator.Type.TOTP))
    assert "11111111" not in str(kept(cast, Authenticator.Type.RECOVERY_CODES))
    assert RecoveryCodes(recovery_of(cast)).get_unused_codes() == ["11111111", "22222222"]
    assert Authenticator.objects.get(user=cast.team.user).data == {"name": "a passkey"}


def test_without_its_key_nobody_gets_in_and_nothing_is_written(cast: Cast) -> None:
    with override_settings(SECOND_FACTOR_KEYS=[OLD]):
        secret = give_app(cast.chief.user)
    before = kept(cast, Authenticator.Type.TOTP)
    with override_settings(SECOND_FACTOR_KEYS=[NEW]):
        visitor = Visitor(Client())
        visitor.enter_password(cast.chief.user.email)
        refused = visitor.enter_code(code_of(secret))
        assert refused.status_code == 503
        assert "has not the key to your second factor" in refused.content.decode()
        assert visitor.client.get(reverse("account_home")).status_code == 302
        with pytest.raises(CommandError, match="Put that key back"):
            call_command("encrypt_second_factors")
    assert kept(cast, Authenticator.Type.TOTP) == before


@pytest.mark.parametrize("damage", [lambda row: row[:-6], lambda row: row[:20] + "A" + row[21:]])
def test_a_row_that_was_meddled_with_is_refused(damage: object) -> None:
    row = second_factor_keys.encrypt("JBSWY3DP", [NEW])
    with pytest.raises(UnreadableSecretError):
        second_factor_keys.decrypt(damage(row), [NEW])  # type: ignore[operator]


@pytest.mark.parametrize(
    ("keys", "site", "said"),
    [
        ("", "https://table.example.org", "got none"),
        ("short", "http://127.0.0.1:8000", "got a shorter one"),
        (f"{NEW},short", "https://table.example.org", "got a shorter one"),
    ],
)
def test_a_server_without_a_key_fit_for_it_does_not_start(keys: str, site: str, said: str) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "commontable.config.settings",
        "SECRET_KEY": "x" * 60,
        "SITE_URL": site,
        "SECOND_FACTOR_KEYS": keys,
    }
    done = subprocess.run(
        [sys.executable, "-c", "import commontable.config.settings"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "SECOND_FACTOR_KEYS: expected one or more keys of 32" in done.stderr
    assert said in done.stderr
