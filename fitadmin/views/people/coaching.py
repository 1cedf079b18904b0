"""A trainer takes a new client on, and lets one go."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import BaseView, expose, has_access, permission_name
from flask_appbuilder.actions import action
from flask_appbuilder.fieldwidgets import BS3TextFieldWidget
from flask_appbuilder.widgets import FormWidget
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, StringField  # type: ignore[import-untyped]
from wtforms.validators import (  # type: ignore[import-untyped]
    DataRequired,
    Length,
    Optional,
)

from fitadmin.access import END, TAKE_ON, VIEW_METHODS, current_viewer
from fitadmin.models.people import ClientProfile, Coaching
from fitadmin.models.reading import DomainTable
from fitadmin.services.base import REFUSALS, explain
from fitadmin.services.people import end_coaching, take_on_client
from fitadmin.views.base import DomainView
from fitadmin.views.columns.carried import Once
from fitadmin.views.columns.fields import DayInput


class CoachingView(DomainView):
    datamodel = DomainTable(Coaching)
    method_permission_name = {**VIEW_METHODS, "end": END}
    base_permissions = [*DomainView.base_permissions, f"can_{END}"]

    list_title = _("Coachings")
    add_title = _("New coaching")
    edit_title = _("Change coaching")
    show_title = _("Coaching")
    list_columns = ["trainer", "client", "role", "started_on", "ended_on"]
    search_columns = ["trainer", "client", "role", "started_on", "ended_on"]
    show_columns = list_columns
    add_columns = list_columns
    edit_columns = ["trainer", "role", "started_on", "ended_on"]
    base_order = ("started_on", "desc")
    label_columns = {
        "trainer": _("Trainer"),
        "client": _("Client"),
        "role": _("Role"),
        "started_on": _("From"),
        "ended_on": _("Until"),
    }
    description_columns = {
        "role": _("Cover hands the client over for a holiday and ends by itself."),
        "ended_on": _("From this day on the trainer sees nothing of the client any more."),
    }

    @action(
        END, _("End today"), _("From today on the trainer sees nothing of this client. End it?"),
        "fa-stop", multiple=False,
    )  # fmt: skip
    def end(self, coaching: Coaching) -> Any:
        session = self.datamodel.session
        try:
            end_coaching(session, coaching, current_viewer().today)
            session.commit()
            flash(_("The coaching has ended."), "success")
        except REFUSALS as error:
            session.rollback()
            flash(explain(error).message, "danger")
        return redirect(url_for("CoachingView.list"))


class NewClientForm(FlaskForm):
    form_key = Once()
    first_name = StringField(
        _("First name"), [DataRequired(), Length(max=60)], widget=BS3TextFieldWidget()
    )
    last_name = StringField(
        _("Last name"), [DataRequired(), Length(max=60)], widget=BS3TextFieldWidget()
    )
    born_on = DateField(_("Born on"), [Optional()], widget=DayInput())
    email = StringField(_("E-mail"), [Optional(), Length(max=320)], widget=BS3TextFieldWidget())
    phone = StringField(_("Phone"), [Optional(), Length(max=40)], widget=BS3TextFieldWidget())


FIELDS = ["first_name", "last_name", "born_on", "email", "phone"]


class TakeOnClientView(BaseView):
    """A trainer's door for somebody new: the client and the coaching are made in one act."""

    route_base = "/take-on-client"
    class_permission_name = "ClientProfile"
    base_permissions = [f"can_{TAKE_ON}"]
    default_view = "take_on"

    @staticmethod
    def is_for_reader() -> bool:
        """Whether the reader coaches: an admin may all, and yet coaches nobody."""
        return current_viewer().trainer_id is not None

    @expose("/", methods=["GET", "POST"])
    @has_access
    @permission_name(TAKE_ON)
    def take_on(self) -> Any:
        """The form; whoever has no trainer profile coaches nobody and gets a 403."""
        viewer = current_viewer()
        if viewer.trainer_id is None:
            abort(403)
        form = NewClientForm()
        if request.method == "POST" and form.validate():
            client = ClientProfile(**{name: form[name].data or None for name in FIELDS})
            if self._taken_on(client, viewer.trainer_id):
                return redirect(url_for("ClientProfileView.show", pk=client.id))
        widget = FormWidget(form=form, include_cols=FIELDS, exclude_cols=[], fieldsets=[])
        return self.render_template(
            "appbuilder/general/model/add.html",
            title=_("Take on a new client"),
            widgets={"add": widget},
        )

    def _taken_on(self, client: ClientProfile, trainer_id: int) -> bool:
        session = self.appbuilder.session
        try:
            take_on_client(session, client, trainer_id, current_viewer().today)
            session.commit()
        except REFUSALS as error:
            session.rollback()
            flash(explain(error).message, "danger")
            return False
        flash(_("Saved."), "success")
        return True
