"""Settings: one file; the environment decides. Every variable is described in docs/operating.md."""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from config.providers import read_providers
from config.safety import read_allowances, refuse_unclear, refuse_unsafe

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
# Everything that the installation writes lies here, unless another setting names another place.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).absolute()

# --- What kind of installation this is -------------------------------------------------------------------------------

refuse_unclear(os.environ, "PRODUCTION", "SAMPLE", "DEBUG", "STAFF_NEED_MFA")
DEBUG = env.bool("DEBUG", default=False)
DEVELOPMENT_KEY = "for-development-only"
# Not in production the installation answers on this machine only, so a forgotten setting exposes nothing.
PRODUCTION = env.bool("PRODUCTION", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="" if PRODUCTION else DEVELOPMENT_KEY)
# Secrets of before, that still open what they closed.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"])
PUBLIC_URL = env.str("PUBLIC_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
# The name of the release that runs; pages that people's browsers keep are asked for anew when it changes.
RELEASE = env.str("RELEASE", default="")
# A sample installation sends no mail: it shows every message at /mail/ instead.
SAMPLE = env.bool("SAMPLE", default=not PRODUCTION)
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
# How many proxies of ours append to X-Forwarded-For; 0 means the connection's own address is the visitor's.
PROXY_HOPS = env.int("PROXY_HOPS", default=0)
# Servers on loopback that visits to other people's sites may reach: for tests and benchmarks.
FETCH_ALLOWS = read_allowances(env.list("FETCH_ALLOWS", default=[]))
# How many lines of tables one visitor may ask the reconciliation service about in a minute.
RECONCILE_PER_MINUTE = env.int("RECONCILE_PER_MINUTE", default=60_000 if SAMPLE else 12_000)
# How we name ourselves to the sites that we visit; robots.txt calls us by what stands before the slash.
FETCH_AGENT = (
    env.str("FETCH_AGENT", default="") or f"Rounds/{RELEASE or '0.1'} (+{PUBLIC_URL}/about-our-visits/)"
)

if PRODUCTION:
    refuse_unsafe(
        secret_key=SECRET_KEY,
        debug=DEBUG,
        allowed_hosts=ALLOWED_HOSTS,
        public_url=PUBLIC_URL,
        sample=SAMPLE,
        behind_proxy=BEHIND_PROXY,
        proxy_hops=PROXY_HOPS,
        fetch_allows=FETCH_ALLOWS,
    )

# --- The house -------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "rounds.website",
    "rounds.content",
    "rounds.fellows",
    "rounds.residency",
    "rounds.courses",
    "rounds.policies",
    "rounds.plans",
    "rounds.badges",
    "rounds.credits",
    "rounds.memberships",
    "rounds.billing",
    "rounds.figures",
    "rounds.open_data",
    "rounds.reconciliation",
    "rounds.spreadsheets",
    "rounds.directory",
    "rounds.organizations",
    "rounds.media",
    "rounds.moderation",
    "rounds.activity",
    "rounds.users",
    "rounds.search",
    "rounds.mail",
    "rounds.core",
    "rounds.users.office.apps.OfficeUsersConfig",  # stands for wagtail.users
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rounds.users.signing_in.apps.SessionsConfig",  # stands for allauth.usersessions
    "allauth.socialaccount",
    "rounds.users.oidc",  # stands for allauth.socialaccount.providers.openid_connect
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "wagtail.contrib.redirects",
    "wagtail.snippets",
    "wagtail.sites",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.contrib.typed_table_block",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "rounds.core.middleware.request_id",
    "rounds.core.middleware.permissions_policy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rounds.core.policy.PolicyMiddleware",
    "rounds.core.middleware.asked_for_again",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rounds.users.signing_in.language.in_their_language",
    "rounds.users.signing_in.staff.with_a_second_step",
    "rounds.content.moved.to_where_it_is_now",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rounds.website.context_processors.site",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Database --------------------------------------------------------------------------------------------------------

DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{VAR_DIR / 'rounds.sqlite3'}"
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    # Immediate transactions and a durable write-ahead log: writers wait their turn and nothing acknowledged is lost.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456"
        ),
    }
    Path(_database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
else:
    _database["CONN_HEALTH_CHECKS"] = True
_database["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)

# Limits and one-time challenges are counted here, so every process must see the same store.
if REDIS_URL := env.str("REDIS_URL", default=""):
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    }

# --- Work outside the request ----------------------------------------------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Mail ------------------------------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Rounds <rounds@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 30  # seconds; a mail server that never answers must not hold the worker
if EMAIL_URL := env.str("EMAIL_URL", default=""):
    vars().update(env.email_url_config(EMAIL_URL))
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
# Without a mail server a real installation keeps its mail in the outbox until there is one.
MAIL_LEAVES = bool(EMAIL_URL) or SAMPLE

# --- People ----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = ["rounds.users.signing_in.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # without a password a code by e-mail lets them in
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# A code goes from one device to the other, keeps the way back, and is not used up by a mail server that opens links.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 30 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_MAX_EMAIL_ADDRESSES = 10
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_ADAPTER = "rounds.users.signing_in.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "rounds.users.signing_in.forms.SignInForm",
    "signup": "rounds.users.signing_in.forms.SignUpForm",
    "add_email": "rounds.users.signing_in.forms.AnotherAddressForm",
    "request_login_code": "rounds.users.signing_in.forms.AskForCodeForm",
    "confirm_login_code": "rounds.users.signing_in.forms.CodeForm",
    "confirm_email_verification_code": "rounds.users.signing_in.forms.AddressCodeForm",
    "reauthenticate": "rounds.users.signing_in.forms.PasswordAgainForm",
    "change_password": "rounds.users.signing_in.forms.NewPasswordForm",
    "set_password": "rounds.users.signing_in.forms.FirstPasswordForm",
    "reset_password_from_key": "rounds.users.signing_in.forms.PasswordByLinkForm",
    "reset_password": "rounds.users.signing_in.forms.ForgottenForm",
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/me/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# Most of these send a mail to whatever address was typed, or guess at something.
ACCOUNT_RATE_LIMITS = {
    "signup": "20/h/ip",
    "login": "20/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "request_login_code": "20/m/ip,6/15m/key",
    "confirm_email": "3/m/key,8/h/key",
    "reset_password": "10/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "manage_email": "10/m/user,30/h/user",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "rounds.users.signing_in.second_factors.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "rounds.users.signing_in.forms.SecondStepForm",
    "reauthenticate": "rounds.users.signing_in.forms.SecondStepAgainForm",
    "activate_totp": "rounds.users.signing_in.forms.AuthenticatorAppForm",
    "add_webauthn": "rounds.users.signing_in.forms.PasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PUBLIC_URL.startswith("https://")  # localhost, for trying out
MFA_TOTP_TOLERANCE = 1  # half a minute that a phone's clock may be wrong
MFA_RATE_LIMITS = {"webauthn_login": "20/m/ip"}
SOCIALACCOUNT_ADAPTER = "rounds.users.signing_in.providers.ProviderAdapter"
SOCIALACCOUNT_FORMS = {"disconnect": "rounds.users.signing_in.forms.DisconnectForm"}
SOCIALACCOUNT_PROVIDERS = read_providers(env.json("OIDC_PROVIDERS", default=[]), production=PRODUCTION)
# Whoever enters the back office has a passkey or an authenticator app.
STAFF_NEED_MFA = env.bool("STAFF_NEED_MFA", default=not SAMPLE)

# --- Money -----------------------------------------------------------------------------------------------------------

CURRENCY = env.str("CURRENCY", default="USD")  # ISO 4217; one for the whole house
# Who issues the invoices, as it stands on them. A line break in an address is written as \n.
HOUSE_NAME = env.str("HOUSE_NAME", default="") or "Rounds"
HOUSE_ADDRESS = env.str("HOUSE_ADDRESS", default="").replace("\\n", "\n")
HOUSE_TAX_ID = env.str("HOUSE_TAX_ID", default="")
HOUSE_COUNTRY = env.str(
    "HOUSE_COUNTRY", default="US"
)  # ISO 3166; decides the paper of what has no other country
# Where directories of podcasts write to check that a podcast is this house's; it stands in the feed for all to read.
PODCAST_EMAIL = env.str("PODCAST_EMAIL", default="")
REMIT_TO = env.str("REMIT_TO", default="").replace("\\n", "\n")  # how to pay by bank transfer or check
# Cards are taken where both are set; a sample installation has a pretended provider instead.
STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", default="")
STRIPE_WEBHOOK_SECRET = env.str("STRIPE_WEBHOOK_SECRET", default="")
STRIPE_API_BASE = env.str("STRIPE_API_BASE", default="")  # another server that speaks its language, for tests

# --- Badges ----------------------------------------------------------------------------------------------------------

# Seals the private keys that sign badges; SECRET_KEY where it is empty.
BADGE_KEY = env.str("BADGE_KEY", default="")

# --- The back office -------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Rounds"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILREDIRECTS_AUTO_CREATE = True  # whoever follows an old link arrives
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILDOCS_DOCUMENT_MODEL = "content.File"  # lies in private storage
WAGTAILIMAGES_IMAGE_MODEL = (
    "content.Picture"  # so do pictures; SVG, which can carry scripts, is not among them
)
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "rounds.content.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "rounds.content.forms.FileForm"
WAGTAILDOCS_EXTENSIONS = [
    "csv", "docx", "dotx", "epub", "md", "odp", "ods", "odt", "ott", "pdf", "potx", "pptx",
    "txt", "xlsx", "xltx", "zip",
]  # fmt: skip
# How large what editors bring may be, in megabytes. What is larger is refused before it is read.
PICTURE_MOST_MB = env.int("PICTURE_MOST_MB", default=25)
FILE_MOST_MB = env.int("FILE_MOST_MB", default=100)
OFFICE_MOST_MB = env.int("OFFICE_MOST_MB", default=200)  # anything else: a register that is read in
WAGTAILIMAGES_MAX_UPLOAD_SIZE = PICTURE_MOST_MB * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_MAX_UPLOAD_SIZE = FILE_MOST_MB * 1024 * 1024
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # the address, the password and its reset: at /people/
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False

# --- Safety ----------------------------------------------------------------------------------------------------------

_https = PUBLIC_URL.startswith("https://")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=_https)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000 if _https else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
# On a computer that many use, whoever closes the browser is out, unless they asked to stay.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "rounds.website.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_HANDLERS = [
    "rounds.core.uploads.StaffAlone",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Recordings: the largest that staff may bring, and the origin of storage that sends them itself ("https://…", or "").
RECORDINGS_MOST_BYTES = env.int("RECORDINGS_MOST_MB", default=2048) * 1024 * 1024
RECORDINGS_ORIGIN = env.str("RECORDINGS_ORIGIN", default="")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "worker-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF, *([RECORDINGS_ORIGIN] if RECORDINGS_ORIGIN else [])],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
# Wagtail's date fields, choosers and editors bring script and style inside the page, and previews are frames.
OFFICE_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
# A page as its readers will see it, in a frame of the back office.
PREVIEW_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {"frame-ancestors": [SELF]}

# --- Language and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", _("English"))]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# --- Files -----------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # The nightly dumps; every web process must see them. Another storage: its class, and its options as JSON.
    "dumps": {
        "BACKEND": env.str("DUMPS_BACKEND", default="django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("DUMPS_OPTIONS", default={"location": str(VAR_DIR / "dumps")}),
    },
    # What not everybody may see: pictures of people, archives they take out. Served by views that ask who it is.
    "private": {
        "BACKEND": env.str("PRIVATE_BACKEND", default="django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("PRIVATE_OPTIONS", default={"location": str(VAR_DIR / "private")}),
    },
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

# --- Open data -------------------------------------------------------------------------------------------------------

# What people may do with the List itself; the registers that it is made from have licences of their own.
OPEN_DATA_LICENCE_NAME = env.str("OPEN_DATA_LICENCE_NAME", default="CC0 1.0")
OPEN_DATA_LICENCE_URL = env.str(
    "OPEN_DATA_LICENCE_URL", default="https://creativecommons.org/publicdomain/zero/1.0/"
)

# --- Logs ------------------------------------------------------------------------------------------------------------

# Addresses that are keys: what becomes of a submission, a new password, the proof of an e-mail address.
SECRETS = (
    r"(/(?:askings|feeds|invitations/seats|invitations|invoices|reports|reports/confirm|submissions|submissions/confirm"
    r"|mail/unsubscribe|people/confirm-email|people/password/reset/key|me/data/back)/)[^/\s]{16,}"
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "rounds.core.logs.RequestIdFilter"}},
    "formatters": {"structured": {"()": "rounds.core.logs.StructuredFormatter", "secrets": SECRETS}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request_id"],
            "formatter": "structured",
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.security.DisallowedHost": {"level": "ERROR"},
        "httpcore": {"level": "INFO"},  # below that it writes down whole answers
        "wagtail": {"level": "WARNING"},  # who edited what stands in its own history, and in ours
    },
}
