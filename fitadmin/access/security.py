"""Flask-AppBuilder's security manager, asked in our way."""

from typing import Any

from flask import Response, jsonify
from flask_appbuilder.security.sqla.manager import SecurityManager as AppBuilderSecurityManager
from flask_babel import gettext

from fitadmin.access.identity import claim_of_cookie, identify, stranger
from fitadmin.access.roles import ADMINS_ONLY, EVERYBODYS, MENU, WIDER
from fitadmin.access.seeing import EPOCH


class SecurityManager(AppBuilderSecurityManager):
    """Flask-AppBuilder's, asked about grants; without its chart that a stranger's host draws."""

    userstatschartview = None

    def register_views(self) -> None:
        """The doors of accounts. Their lists stand in menu.py, as everything does; the raw lists of
        permissions nowhere: a role's page shows them in words.
        """
        self.appbuilder.add_api(self.security_api)
        self.auth_view = self.authdbview()
        self.appbuilder.add_view_no_menu(self.userinfoeditview())
        self.appbuilder.add_view_no_menu(self.resetmypasswordview())
        self.appbuilder.add_view_no_menu(self.auth_view)

    def create_jwt_manager(self, app: Any) -> Any:
        """A token that is missing, malformed, too old or nobody's is a 401 in our shape."""
        manager = super().create_jwt_manager(app)
        manager.additional_claims_loader(self._claims)
        for loader in (manager.unauthorized_loader, manager.invalid_token_loader):
            loader(lambda _reason: _sign_in())
        for loader in (
            manager.expired_token_loader,
            manager.revoked_token_loader,
            manager.user_lookup_error_loader,
        ):
            loader(lambda _header, _claims: _sign_in())
        return manager

    def _claims(self, ident: str) -> dict[str, int]:
        """What a token says beside whose it is."""
        user = self.get_user_by_id(int(ident))
        return {} if user is None else {EPOCH: user.auth_epoch}

    def write_permissions(self) -> None:
        """Make every permission known that a page, resource, menu entry or grant asks for.

        Admin gets them all; roles made on screen choose from them. Flask-AppBuilder's own way
        asks the database for each, and forgets what two pages of one word do not share.
        """
        words = {name: self.add_view_menu(name) for name in {word for _, word in self._asked()}}
        verbs = {name: self.add_permission(name) for name in {verb for verb, _ in self._asked()}}
        there = {
            (p.permission_id, p.view_menu_id): p
            for p in self.session.query(self.permissionview_model)
        }
        admin = self.find_role(self.auth_role_admin)
        held = {p.id for p in admin.permissions}
        for verb, word in sorted(self._asked()):
            key = (verbs[verb].id, words[word].id)
            if key not in there:
                there[key] = self.permissionview_model(
                    permission=verbs[verb], view_menu=words[word]
                )
            if there[key].id not in held:
                admin.permissions.append(there[key])
        self.session.flush()

    def _asked(self) -> set[tuple[str, str]]:
        """(permission, word) of everything there is."""
        menus = [item for c in self.appbuilder.menu.get_list() for item in (c, *c.childs)]
        return {
            *((verb, v.class_permission_name) for v in self.appbuilder.baseviews
              for verb in v.base_permissions or ()),
            *((MENU, item.name) for item in menus if item.name != "-"),
            *((f"can_{grant}", word) for grant, word in WIDER),
        }  # fmt: skip

    def grantable(self) -> frozenset[tuple[str, str]]:
        """(permission, word) of all that a role made on screen may be given."""
        return frozenset(
            (permission, word)
            for permission, word in self._asked()
            if permission != MENU
            and word not in ADMINS_ONLY
            and (word, permission) not in EVERYBODYS
        )

    def has_access(self, permission_name: str, view_name: str) -> bool:
        """Whether whoever sent this request may; remembered, where Flask-AppBuilder asks anew."""
        return identify().may(permission_name, view_name)

    def is_item_public(self, permission_name: str, view_name: str) -> bool:
        """Whether strangers may."""
        return stranger().may(permission_name, view_name)

    def get_user_menu_access(self, menu_names: list[str] | None = None) -> set[str]:
        """The menu entries that whoever sent this request finds."""
        caller = identify()
        return {name for name in menu_names or () if caller.may(MENU, name)}

    def create_login_manager(self, app: Any) -> Any:
        """Pages know a person by a session that has not ended, not by the cookie alone."""
        manager = super().create_login_manager(app)
        manager.user_loader(self._user_of_cookie)
        return manager

    def _user_of_cookie(self, pk: str) -> Any:
        if (claim := claim_of_cookie()) is None:
            return None
        user = self.load_user(int(pk))
        return user if user is not None and claim[1] >= user.auth_epoch else None

    def load_user_jwt(self, jwt_header: Any, claims: Any) -> Any:
        user = super().load_user_jwt(jwt_header, claims)
        return user if user is not None and claims.get(EPOCH, 0) >= user.auth_epoch else None


def _sign_in() -> tuple[Response, int]:
    return jsonify(message=gettext("Please sign in."), errors={}), 401
