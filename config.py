"""Settings. What a deployment may change comes from the environment, by name.

The only reader of the environment. `Production` refuses to start without secrets of its own;
`Development` (what `make run` uses) keeps random ones in its folder; `Testing` is for tests.
"""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent
SHORTEST_SECRET = 32
KNOWN_WORDS = ("changeme", "change-me", "secret", "password", "fitadmin", "nothing-to-hide")
LANGUAGES = {
    "en": {"flag": "gb", "name": "English"},
    "de": {"flag": "de", "name": "Deutsch"},
    "es": {"flag": "es", "name": "Español"},
    "fr": {"flag": "fr", "name": "Français"},
    "pt_BR": {"flag": "br", "name": "Português (Brasil)"},
}


class ConfigError(ValueError):
    """A setting that cannot be used; its text is one line for the person who set it."""


def _text(name: str, default: str = "") -> str:
    return os.environ.get(f"FITADMIN_{name}", "").strip() or default


def _number(name: str, default: int, least: int, most: int) -> int:
    text = _text(name, str(default))
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise ConfigError(f"FITADMIN_{name} must be a whole number from {least} to {most}.")
    return int(text)


def _switch(name: str, default: bool = False) -> bool:
    text = _text(name, "1" if default else "0").lower()
    if text not in {"1", "0", "true", "false", "yes", "no", "on", "off"}:
        raise ConfigError(f"FITADMIN_{name} must be 1 or 0.")
    return text in {"1", "true", "yes", "on"}


def _log_level() -> str:
    level = _text("LOG_LEVEL", "INFO").upper()
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
        raise ConfigError("FITADMIN_LOG_LEVEL must be DEBUG, INFO, WARNING, ERROR or CRITICAL.")
    return level


def _words(name: str) -> list[str]:
    return [word for word in _text(name).replace(",", " ").split() if word]


def _database_url(var: Path) -> str:
    """The address of the database, for SQLAlchemy with psycopg 3; a file in *var* by default."""
    url = _text("DATABASE_URL", f"sqlite:///{var / 'fitadmin.db'}")
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    if not url.startswith(("sqlite:", "postgresql+psycopg://")):
        raise ConfigError("FITADMIN_DATABASE_URL must begin with sqlite:/// or postgresql://.")
    return url


def _engine_options(url: str) -> dict[str, Any]:
    quiet = {"hide_parameters": True}  # an error's text must not carry health data into the log
    if url.startswith("sqlite"):
        return {**quiet, "connect_args": {"timeout": 5}}
    return {
        **quiet,
        "pool_pre_ping": True,
        "pool_size": _number("DATABASE_POOL", 10, 1, 200),
        "connect_args": {"connect_timeout": 2},
    }


def _kept_secret(path: Path) -> str:
    """A random secret that stays the same on this machine, readable by its owner only."""
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass  # another process was quicker
        except OSError as error:
            raise ConfigError(f"FITADMIN_VAR: cannot write to {path.parent}.") from error
        else:
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(48))
    try:
        return path.read_text().strip()
    except OSError as error:
        raise ConfigError(f"FITADMIN_VAR: cannot read {path}.") from error


class Base:
    """What is the same everywhere."""

    APP_NAME = "fitadmin"
    FAB_BASE_TEMPLATE = "layout.html"
    DEBUG = False
    TESTING = False

    AUTH_TYPE = 1  # names and passwords in our own database
    AUTH_USER_REGISTRATION = False
    AUTH_RATE_LIMITED = True
    FAB_API_MAX_PAGE_SIZE = 100
    FAB_ADD_OPENAPI_VIEWS = False  # ours stand in menu.py, as everything does
    FAB_ADD_MENU_API = False
    FAB_ADD_SECURITY_API = False  # accounts and roles are the pages' matter
    FAB_CREATE_DB = False  # `flask fitadmin upgrade` alone writes tables, permissions and roles
    FAB_UPDATE_PERMS = False

    BABEL_TRANSLATION_DIRECTORIES = str(ROOT / "translations")  # FAB looks beside the package
    LANGUAGES = LANGUAGES

    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SAMESITE = "Lax"
    REMEMBER_COOKIE_HTTPONLY = True
    REMEMBER_COOKIE_SAMESITE = "Lax"
    PERMANENT_SESSION_LIFETIME = timedelta(hours=12)
    WTF_CSRF_ENABLED = True
    WTF_CSRF_TIME_LIMIT = None  # a form may stay open as long as the session
    JWT_ACCESS_TOKEN_EXPIRES = timedelta(minutes=15)
    JWT_REFRESH_TOKEN_EXPIRES = timedelta(days=30)

    RATELIMIT_ENABLED = True
    SQLALCHEMY_TRACK_MODIFICATIONS = False

    def __init__(self) -> None:
        self._processes()
        self._addresses()
        self._stores()
        self._secrets()

    def _processes(self) -> None:
        self.VAR = Path(_text("VAR", str(ROOT / "var"))).expanduser().resolve()
        self.HOST = _text("HOST", "127.0.0.1")
        self.PORT = _number("PORT", 8080, 1, 65535)
        self.WEB_WORKERS = _number("WEB_WORKERS", 2, 1, 64)
        self.WEB_THREADS = _number("WEB_THREADS", 8, 1, 128)
        self.LOG_LEVEL = _log_level()
        self.DEMO = _switch("DEMO", default=True)
        self.DEMO_PASSWORD = _text("DEMO_PASSWORD")
        self.MAX_CONTENT_LENGTH = _number("MAX_UPLOAD_MB", 25, 1, 1024) * 1024 * 1024

    def _addresses(self) -> None:
        """Who we are on the network, and whom we believe about it."""
        self.BASE_URL = _text("BASE_URL").rstrip("/")
        self.FAB_OPENAPI_SERVERS = [{"url": self.BASE_URL or "/"}]
        self.TRUSTED_PROXIES = _number("TRUSTED_PROXIES", 0, 0, 10)
        hosts = {urlsplit(self.BASE_URL).hostname, *_words("TRUSTED_HOSTS")} - {None, ""}
        self.TRUSTED_HOSTS = [*hosts, "localhost", "127.0.0.1"] if hosts else None
        secure = _switch("COOKIE_SECURE", default=self.BASE_URL.startswith("https://"))
        self.SESSION_COOKIE_SECURE = self.REMEMBER_COOKIE_SECURE = secure
        days = 365 if self.BASE_URL.startswith("https://") else 0
        self.HSTS_SECONDS = _number("HSTS_DAYS", days, 0, 3650) * 24 * 3600

    def _stores(self) -> None:
        """Database and Redis; no Redis means that jobs run inline and limits count per process."""
        self.SQLALCHEMY_DATABASE_URI = _database_url(self.VAR)
        self.SQLALCHEMY_ENGINE_OPTIONS = _engine_options(self.SQLALCHEMY_DATABASE_URI)
        self.REDIS_URL = _redis_url()
        self.RATELIMIT_STORAGE_URI = _limiter_url(self.REDIS_URL)
        self.RATELIMIT_STORAGE_OPTIONS = (
            {"socket_connect_timeout": 0.2, "socket_timeout": 0.2} if self.REDIS_URL else {}
        )
        self.AUTH_RATE_LIMIT = _text("AUTH_RATE_LIMIT", "10 per minute")
        self.API_RATE_LIMIT = _number("API_RATE_LIMIT", 600, 0, 10_000_000)

    def _secrets(self) -> None:
        """The two keys, which must differ: one signs cookies, the other tokens."""
        self.SECRET_KEY = _text("SECRET_KEY")
        self.JWT_SECRET_KEY = _text("JWT_SECRET_KEY")


def _redis_url() -> str | None:
    url = _text("REDIS_URL") or None
    if url and not url.startswith(("redis://", "rediss://", "unix://")):
        raise ConfigError("FITADMIN_REDIS_URL must begin with redis://, rediss:// or unix://.")
    return url


def _limiter_url(redis_url: str | None) -> str:
    if redis_url and redis_url.startswith("unix:"):
        return "redis+" + redis_url
    return redis_url or "memory://"


class Production(Base):
    """Refuses to start with a secret or a switch that would leave the door open."""

    def _addresses(self) -> None:
        super()._addresses()
        secure = _switch("COOKIE_SECURE", default=True)
        self.SESSION_COOKIE_SECURE = self.REMEMBER_COOKIE_SECURE = secure
        if _switch("DEBUG"):
            raise ConfigError("FITADMIN_DEBUG must be off in production.")

    def _secrets(self) -> None:
        super()._secrets()
        _refuse_weak("FITADMIN_SECRET_KEY", self.SECRET_KEY)
        _refuse_weak("FITADMIN_JWT_SECRET_KEY", self.JWT_SECRET_KEY)
        if self.SECRET_KEY == self.JWT_SECRET_KEY:
            raise ConfigError("FITADMIN_JWT_SECRET_KEY must differ from FITADMIN_SECRET_KEY.")


def _refuse_weak(name: str, secret: str) -> None:
    """Refuse a secret that is missing, short, or known from somebody's documentation."""
    advice = 'make one with: python -c "import secrets; print(secrets.token_urlsafe(48))"'
    if not secret:
        raise ConfigError(f"{name} is missing; {advice}")
    if len(secret) < SHORTEST_SECRET:
        raise ConfigError(f"{name} is shorter than {SHORTEST_SECRET} characters; {advice}")
    if len(set(secret)) < 8 or any(word in secret.lower() for word in KNOWN_WORDS):
        raise ConfigError(f"{name} can be guessed; {advice}")


class Development(Base):
    """One machine, nothing to set: random secrets are made once and kept in the folder."""

    def _processes(self) -> None:
        super()._processes()
        self.DEBUG = _switch("DEBUG")

    def _secrets(self) -> None:
        super()._secrets()
        self.SECRET_KEY = self.SECRET_KEY or _kept_secret(self.VAR / "secret_key")
        self.JWT_SECRET_KEY = self.JWT_SECRET_KEY or _kept_secret(self.VAR / "jwt_secret_key")


class Testing(Base):
    """For tests: nothing kept, no limits on sign-in, forms without tokens."""

    TESTING = True
    LANGUAGES = {
        **LANGUAGES,  # and two that nobody speaks: web/pseudo.py
        "en_XA": {"flag": "gb", "name": "[English]"},
        "ar_XB": {"flag": "gb", "name": "[Right to left]"},
    }
    AUTH_RATE_LIMITED = False
    RATELIMIT_ENABLED = False
    WTF_CSRF_ENABLED = False

    def _stores(self) -> None:
        super()._stores()
        if not _text("DATABASE_URL"):
            self.SQLALCHEMY_DATABASE_URI = "sqlite://"

    def _secrets(self) -> None:
        self.SECRET_KEY = "nothing-to-hide-nothing-to-hide-00"
        self.JWT_SECRET_KEY = "nothing-to-hide-nothing-to-hide-01"


def current() -> Base:
    """The settings this process runs with: FITADMIN_CONFIG names the class."""
    kinds: dict[str, type[Base]] = {
        kind.__name__.lower(): kind for kind in (Production, Development, Testing)
    }
    name = _text("CONFIG", "Development").lower()
    if name not in kinds:
        raise ConfigError("FITADMIN_CONFIG must be Production, Development or Testing.")
    return kinds[name]()
