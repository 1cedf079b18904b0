"""fitadmin: run a gym, coach its clients."""

from pathlib import Path

from flask import Flask


def create_app(settings: object | None = None) -> Flask:
    """Assemble the application from its parts; no statement goes to the database.

    Without *settings* the environment decides (config.current).
    """
    import config
    from fitadmin import web
    from fitadmin.access import ROLES, SecurityManager
    from fitadmin.api.accounts import SECURITY_APIS
    from fitadmin.cli import commands
    from fitadmin.extensions import db
    from fitadmin.menu import build_menu
    from fitadmin.views.accounts import SAFE_SECURITY, check_password
    from fitadmin.views.base.addresses import wire_addresses
    from fitadmin.views.home import HomeView

    app = Flask(__name__)
    app.config.from_object(config.current() if settings is None else settings)
    app.config |= {
        "FAB_ROLES": ROLES,
        "FAB_PASSWORD_COMPLEXITY_ENABLED": True,
        "FAB_PASSWORD_COMPLEXITY_VALIDATOR": check_password,
    }
    _make_folder(app)
    with app.app_context():
        _open_database(app)
        _watch_sessions(app)
        web.wire(app)
        ours = {**SAFE_SECURITY, **SECURITY_APIS, **web.SECURITY}
        security = type("SecurityManager", (SecurityManager,), ours)
        appbuilder = web.Builder(security_manager_class=security, indexview=HomeView)
        appbuilder.init_app(app, db.session)
        web.speak(app)
        wire_addresses(app)
        build_menu(appbuilder)
        web.keep_answers(app)
    app.cli.add_command(commands)
    return app


def _open_database(app: Flask) -> None:
    from fitadmin.extensions import db, migrate, open_reading, prepare_sqlite
    from fitadmin.models import searching

    db.init_app(app)
    open_reading(app)
    for engine in db.engines.values():
        prepare_sqlite(engine)
        searching.teach(engine)
    migrations = f"{app.root_path}/migrations"
    migrate.init_app(app, db, directory=migrations, render_as_batch=True, compare_type=True)


def _watch_sessions(app: Flask) -> None:
    """What every flush is asked and told, in this order."""
    from fitadmin.access import ROLES, current_viewer, watch_accounts
    from fitadmin.extensions import db
    from fitadmin.models.accounts import guard_accounts
    from fitadmin.models.history import record
    from fitadmin.models.scope import guard
    from fitadmin.web import origin

    guard(db.session, current_viewer)
    guard_accounts(db.session, (*ROLES, "Public"))
    watch_accounts(db.session)
    record(db.session, origin)


def _make_folder(app: Flask) -> None:
    """The folder of the SQLite file must be there before anybody asks the database."""
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite:///"):
        Path(app.config["VAR"]).mkdir(parents=True, exist_ok=True)
