"""All settings, in one file, from the environment. Nothing hides."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from commontable.coalition.second_factor_keys import SHORTEST
from commontable.config import environment as env
from commontable.config.logging import logging_settings

PACKAGE = Path(__file__).resolve().parent.parent
HOME = env.path("COMMONTABLE_HOME", PACKAGE.parent.parent / "var")

DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost")
SECRET_KEY = env.text("SECRET_KEY")
HTTPS = SITE_URL.startswith("https://")

# Without a key only commands that neither sign nor serve can run (check, makemigrations, mypy).
if not SECRET_KEY:
    if HTTPS:
        raise ImproperlyConfigured("SECRET_KEY: expected 50 or more random characters, got none")
    SECRET_KEY = "unsafe-" + "development-key-for-loopback-only-" * 2
# What second factors are encrypted with in the database; the first key encrypts, all decrypt.
SECOND_FACTOR_KEYS = env.words("SECOND_FACTOR_KEYS")
if any(len(key) < SHORTEST for key in SECOND_FACTOR_KEYS) or (HTTPS and not SECOND_FACTOR_KEYS):
    raise ImproperlyConfigured(
        f"SECOND_FACTOR_KEYS: expected one or more keys of {SHORTEST} random characters or more,"
        " with commas, got " + ("a shorter one" if SECOND_FACTOR_KEYS else "none")
    )
if not SECOND_FACTOR_KEYS:
    SECOND_FACTOR_KEYS = ["unsafe-" + "development-key-for-loopback-only-" * 2]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "django_htmx",
    "commontable.common",
    "commontable.audit",
    "commontable.web",
    "commontable.coalition",
    "commontable.workforce",
    "commontable.bargaining",
    "commontable.costing",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "commontable.config.logging.RequestLogMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    # Outside sessions and sign-in, so that below /public/ nobody is anybody.
    "commontable.config.public_addresses.PublicAddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # These two lie outside the transaction, as allauth speaks and writes mail after its commit.
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Outside too: it writes at each request, which would lock the session's row until the answer
    # is rendered, and a transaction that writes is never shown a board kept for it.
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "commontable.coalition.middleware.ActorMiddleware",
    "commontable.coalition.refusals.RefusalMiddleware",
    # Inside the transaction too: a fact and the form it came with are kept together.
    "commontable.coalition.submissions.SubmissionMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "commontable.coalition.middleware.SecondFactorMiddleware",
]

ROOT_URLCONF = "commontable.config.urls"
WSGI_APPLICATION = "commontable.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Ours come before a library's of the same name: the sign-in pages are our own.
        "DIRS": [PACKAGE / "web" / "templates", PACKAGE / "coalition" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "commontable.coalition.context.actor",
                "commontable.config.navigation.navigation",
            ],
        },
    },
]

# The application role owns nothing; "owner" is used by `migrate --database owner` alone.
DATABASES = {
    "default": env.database(
        env.text("DATABASE_URL", "postgresql://ct_app@/commontable"), name="DATABASE_URL"
    ),
}
DATABASES["default"]["OPTIONS"]["pool"] = {
    "min_size": 1,
    "max_size": env.number("DATABASE_POOL", 4),
    "timeout": 10,
}
if env.text("DATABASE_OWNER_URL"):
    DATABASES["owner"] = env.database(env.text("DATABASE_OWNER_URL"), name="DATABASE_OWNER_URL")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "commontable_cache",
        # Lock-outs are counted in it: a guesser must not be able to push them out.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}

# People
AUTH_USER_MODEL = "coalition.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "commontable.coalition.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation proves the address before an account exists
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {"login_failed": "20/10m/ip,5/10m/key"}
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of a changed password or second factor, to its owner
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Commontable] "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody signs up, so there is nothing to offer them
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": "commontable.coalition.forms.sign_in.SignInForm",
    "reset_password": "commontable.coalition.forms.sign_in.ForgottenPasswordForm",
    "reset_password_from_key": "commontable.coalition.forms.sign_in.NewPasswordForm",
    "change_password": "commontable.coalition.forms.sign_in.PasswordChangeForm",
    "reauthenticate": "commontable.coalition.forms.sign_in.ProvePasswordForm",
}
# How many proxies stand before this server: whose address the limits count.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 1 if HTTPS else 0)
MFA_ADAPTER = "commontable.coalition.sign_in.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "Commontable"
MFA_TOTP_TOLERANCE = 1  # half a minute either way: phones' clocks differ
MFA_FORMS = {
    "authenticate": "commontable.coalition.forms.sign_in.SecondStepForm",
    "reauthenticate": "commontable.coalition.forms.sign_in.ProveCodeForm",
    "activate_totp": "commontable.coalition.forms.sign_in.ActivateAppForm",
    "add_webauthn": "commontable.coalition.forms.sign_in.AddPasskeyForm",
    "edit_webauthn": "commontable.coalition.forms.sign_in.RenamePasskeyForm",
}
USERSESSIONS_TRACK_ACTIVITY = True

# Mail
if env.text("EMAIL_FOLDER"):
    # The demo and the tests: each message is a file, and nothing leaves the machine.
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": env.text("EMAIL_FOLDER")},
        },
    }
else:
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": env.text("EMAIL_HOST", "localhost"),
                "port": env.number("EMAIL_PORT", 25),
                "username": env.text("EMAIL_HOST_USER"),
                "password": env.text("EMAIL_HOST_PASSWORD"),
                "use_tls": env.flag("EMAIL_USE_TLS"),
                "timeout": 10,
            },
        },
    }
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "commontable@localhost")

# Language and time
LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = ["commontable.web.formats"]
# A language is offered once its catalogue is whole: a page half in another tongue helps nobody.
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # stored; each coalition shows its own

# Files
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", HOME / "static")
MEDIA_ROOT = env.path("MEDIA_ROOT", HOME / "media")
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
# How many files are read at once on this machine; each may take 768 MB and half a minute.
READINGS_AT_ONCE = env.number("READINGS_AT_ONCE", 2)
EXHIBIT_LIMIT_BYTES = env.number("EXHIBIT_LIMIT_MB", 50) * 1024 * 1024
CENSUS_LIMIT_BYTES = env.number("CENSUS_LIMIT_MB", 500) * 1024 * 1024
# Where the pricing process listens; a path too long for a socket is shortened by itself.
PRICING_SOCKET = env.path("PRICING_SOCKET", HOME / "pricing.sock")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Security
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = False  # the proxy redirects
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "style-src": ["'self'"],
    "script-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'"],
}

LOGGING = logging_settings(debug=DEBUG)
LOGGING_CONFIG = "logging.config.dictConfig"
