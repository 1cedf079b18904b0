import stat

import pytest

import config
from tests.running import LONG_SECRETS


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch, tmp_path):
    """Only what a test sets is set, and the folder is its own."""
    for name in list(config.os.environ):
        if name.startswith("FITADMIN_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("FITADMIN_VAR", str(tmp_path / "var"))


@pytest.fixture
def setting(monkeypatch):
    return lambda **texts: [monkeypatch.setenv(f"FITADMIN_{n}", text) for n, text in texts.items()]


@pytest.fixture
def production(monkeypatch, setting):
    for name, text in LONG_SECRETS.items():
        monkeypatch.setenv(name, text)
    return config.Production


def test_one_machine_needs_nothing_set(tmp_path):
    settings = config.current()

    assert isinstance(settings, config.Development)
    assert (settings.HOST, settings.PORT, settings.DEBUG) == ("127.0.0.1", 8080, False)
    assert f"sqlite:///{tmp_path}/var/fitadmin.db" == settings.SQLALCHEMY_DATABASE_URI
    assert settings.REDIS_URL is None


def test_its_secrets_are_random_kept_private_and_not_the_same(tmp_path):
    first, again = config.Development(), config.Development()

    assert first.SECRET_KEY == again.SECRET_KEY
    assert len(first.SECRET_KEY) >= config.SHORTEST_SECRET
    assert first.SECRET_KEY != first.JWT_SECRET_KEY
    for name in ("secret_key", "jwt_secret_key"):
        assert stat.S_IMODE((tmp_path / "var" / name).stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_is_one_clear_line(setting, tmp_path):
    (tmp_path / "file").touch()
    setting(VAR=str(tmp_path / "file" / "var"))
    with pytest.raises(config.ConfigError, match="FITADMIN_VAR: cannot write"):
        config.Development()


def test_a_secret_that_cannot_be_read_is_one_clear_line(tmp_path):
    (tmp_path / "var" / "secret_key").mkdir(parents=True)
    with pytest.raises(config.ConfigError, match="cannot read"):
        config.Development()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_means_psycopg_3(setting, scheme):
    setting(DATABASE_URL=f"{scheme}://gym:pass@db/gym")
    settings = config.current()
    assert settings.SQLALCHEMY_DATABASE_URI == "postgresql+psycopg://gym:pass@db/gym"
    assert settings.SQLALCHEMY_ENGINE_OPTIONS["pool_pre_ping"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "²"),
        ("WEB_WORKERS", "-1"),
        ("DATABASE_URL", "mysql://db"),
        ("REDIS_URL", "localhost:6379"),
        ("DEBUG", "perhaps"),
        ("LOG_LEVEL", "loud"),
        ("CONFIG", "Staging"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(setting, name, text):
    setting(**{name: text})
    with pytest.raises(config.ConfigError, match=f"FITADMIN_{name}"):
        config.current()


def test_production_starts_with_two_good_secrets(production, setting):
    setting(CONFIG="production", BASE_URL="https://gym.example")
    settings = config.current()
    assert isinstance(settings, production)
    assert settings.SESSION_COOKIE_SECURE
    assert "gym.example" in settings.TRUSTED_HOSTS
    assert settings.FAB_OPENAPI_SERVERS == [{"url": "https://gym.example"}]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("SECRET_KEY", "", "SECRET_KEY is missing"),
        ("JWT_SECRET_KEY", "", "JWT_SECRET_KEY is missing"),
        ("SECRET_KEY", "q7Zp2vX9-kLm4NwR8tYb1CeF6hJd3G", "shorter than 32"),
        ("SECRET_KEY", "a" * 40, "can be guessed"),
        ("SECRET_KEY", "changeme-changeme-changeme-1234567890", "can be guessed"),
        ("JWT_SECRET_KEY", LONG_SECRETS["FITADMIN_SECRET_KEY"], "must differ"),
        ("DEBUG", "1", "DEBUG must be off"),
    ],
)
def test_production_refuses_an_open_door(production, setting, name, text, says):
    setting(**{name: text})
    with pytest.raises(config.ConfigError, match=says) as refused:
        production()
    assert len(str(refused.value).splitlines()) == 1
    assert text == "" or text not in str(refused.value) or len(text) < 2


def test_cookies_are_secure_where_the_address_is(setting):
    assert not config.current().SESSION_COOKIE_SECURE
    setting(BASE_URL="https://gym.example/")
    assert config.current().SESSION_COOKIE_SECURE
    assert config.current().BASE_URL == "https://gym.example"


@pytest.mark.parametrize(
    ("redis", "limiter"),
    [
        ("redis://localhost:6379/1", "redis://localhost:6379/1"),
        ("unix:///run/redis.sock", "redis+unix:///run/redis.sock"),
    ],
)
def test_limits_count_in_redis_where_there_is_one(setting, redis, limiter):
    assert config.current().RATELIMIT_STORAGE_URI == "memory://"
    setting(REDIS_URL=redis)
    assert limiter == config.current().RATELIMIT_STORAGE_URI
