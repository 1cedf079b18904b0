"""fitadmin: run a gym, coach its clients."""

from pathlib import Path

from flask import Flask


def create_app(settings: object | None = None) -> Flask:
    """Assemble the application from its parts; no statement goes to the database.

    Without *settings* the environment decides (config.current).
    """
    from flask_appbuilder import AppBuilder

    import config
    from fitadmin import web
    from fitadmin.access import ROLES, SecurityManager, current_viewer
    from fitadmin.api.accounts import SAFE_APIS
    from fitadmin.cli import commands
    from fitadmin.extensions import db, migrate, prepare_sqlite
    from fitadmin.menu import build_menu
    from fitadmin.models.accounts import guard_accounts
    from fitadmin.models.scope import guard
    from fitadmin.views.accounts import SAFE_SECURITY, check_password

    app = Flask(__name__)
    app.config.from_object(config.current() if settings is None else settings)
    app.config["FAB_ROLES"] = ROLES
    app.config["FAB_PASSWORD_COMPLEXITY_ENABLED"] = True
    app.config["FAB_PASSWORD_COMPLEXITY_VALIDATOR"] = check_password
    _make_folder(app)
    with app.app_context():
        db.init_app(app)
        prepare_sqlite(db.engine)
        migrate.init_app(
            app,
            db,
            directory=f"{app.root_path}/migrations",
            render_as_batch=True,
            compare_type=True,
        )
        guard(db.session, current_viewer)
        guard_accounts(db.session, (*ROLES, "Public"))
        web.wire(app)
        security = type("SecurityManager", (SecurityManager,), SAFE_SECURITY | SAFE_APIS)
        appbuilder = AppBuilder(security_manager_class=security)
        appbuilder.init_app(app, db.session)
        build_menu(appbuilder)
    app.cli.add_command(commands)
    return app


def _make_folder(app: Flask) -> None:
    """The folder of the SQLite file must be there before anybody asks the database."""
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite:///"):
        Path(app.config["VAR"]).mkdir(parents=True, exist_ok=True)
