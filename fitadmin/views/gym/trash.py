"""The page of the trash."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import BaseView, expose, has_access, permission_name
from flask_babel import lazy_gettext as _

from fitadmin.access import DELETE, RESTORE, identify
from fitadmin.models.reading import is_id
from fitadmin.models.trash import count_trash, in_trash, trash_models
from fitadmin.services.base import REFUSALS, explain
from fitadmin.services.gym.trash import restore_row
from fitadmin.views.base import DomainView
from fitadmin.views.columns.words import shown

ROWS_OF_TRASH, LAST_PAGE = 20, 1_000_000


class TrashView(BaseView):
    """What was thrown away, table by table, and the way back. Managers open it."""

    route_base = "/trash"
    class_permission_name = "Trash"
    base_permissions = [f"can_{RESTORE}"]
    default_view = "list"

    @expose("/")
    @has_access
    @permission_name(RESTORE)
    def list(self) -> str:
        """One table's trash, the last thrown away first, and how much lies in the others."""
        session, models = self.appbuilder.session, self._models()
        counts = count_trash(session, models.values())
        model = models.get(request.args.get("table", "")) or next(iter(counts), None)
        page = max(0, min(request.args.get("page", 0, type=int), LAST_PAGE))
        found: Any = []
        if model is not None:
            found = session.scalars(
                in_trash(model).limit(ROWS_OF_TRASH).offset(page * ROWS_OF_TRASH)
            ).all()
        return str(
            self.render_template(
                "gym/trash.html",
                tables=[(m.__tablename__, self._titles()[m], n) for m, n in counts.items()],
                table=model and model.__tablename__,
                rows=[(row.id, str(row), shown(row.deleted_at)) for row in found],
                page=page,
                is_last=model is None or counts.get(model, 0) <= (page + 1) * ROWS_OF_TRASH,
            )
        )

    @expose("/<table>/<pk>", methods=["POST"])
    @has_access
    @permission_name(RESTORE)
    def restore(self, table: str, pk: str) -> Any:
        """Take a row back; a row or table out of sight is a 404, a refusal is told."""
        session, model = self.appbuilder.session, self._models().get(table)
        if model is None or not is_id(pk):
            abort(404)
        try:
            row = restore_row(session, model, int(pk))
            session.commit()
        except REFUSALS as error:
            session.rollback()
            flash(explain(error).message, "danger")
        else:
            if row is None:
                abort(404)
            flash(_("Taken back."), "success")
        return redirect(url_for("TrashView.list", table=table))

    def _models(self) -> dict[str, type[Any]]:
        """By table, those that the reader may delete from, and so take back to."""
        models = {model.__name__: model for model in trash_models()}
        caller = identify()
        words = {word for word in models if caller.may(f"can_{DELETE}", word)}
        return {m.__tablename__: m for name, m in models.items() if name in words}

    def _titles(self) -> dict[type[Any], Any]:
        views = (v for v in self.appbuilder.baseviews if isinstance(v, DomainView))
        return {view.datamodel.obj: view.list_title for view in views}
