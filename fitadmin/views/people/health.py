"""Pages for what a coach must know about a client, and what the client has agreed to."""

from flask_babel import lazy_gettext as _

from fitadmin.models.people import ClientHealth, ClientNote, Consent
from fitadmin.models.reading import DomainTable
from fitadmin.views.base import DomainView


class ClientHealthView(DomainView):
    datamodel = DomainTable(ClientHealth)

    list_title = _("Health")
    add_title = _("New health record")
    edit_title = _("Change health record")
    show_title = _("Health record")
    list_columns = ["client", "sex", "height_cm", "activity", "goal", "injuries", "allergies"]
    search_columns = [
        "client", "sex", "activity", "goal", "injuries", "allergies", "diet", "notes",
    ]  # fmt: skip
    base_order = ("updated_at", "desc")
    label_columns = {
        "client": _("Client"),
        "sex": _("Sex for formulas"),
        "height_cm": _("Height"),
        "activity": _("Activity"),
        "goal": _("Goal"),
        "notes": _("Health notes"),
        "injuries": _("Injuries"),
        "allergies": _("Allergies"),
        "diet": _("Diet"),
        "dislikes": _("Dislikes"),
    }
    description_columns = {
        "sex": _("Formulas for energy and body fat need it. Not stated: they are refused."),
        "activity": _("On an ordinary day, training included."),
        "diet": _("For example vegetarian, halal, gluten-free."),
    }
    _facts = (
        (_("Body"), {"fields": ["sex", "height_cm", "activity", "goal"]}),
        (_("To take care of"), {"fields": ["injuries", "allergies", "notes"]}),
        (_("Eating"), {"fields": ["diet", "dislikes"]}),
    )
    edit_fieldsets = list(_facts)
    add_fieldsets = [(_("Person"), {"fields": ["client"]}), *_facts]
    show_fieldsets = add_fieldsets


class ConsentView(DomainView):
    datamodel = DomainTable(Consent)

    list_title = _("Consents")
    add_title = _("New consent")
    edit_title = _("Change consent")
    show_title = _("Consent")
    list_columns = ["client", "purpose", "text_version", "given_at", "withdrawn_at"]
    search_columns = ["client", "purpose", "text_version", "given_at", "withdrawn_at"]
    show_columns = list_columns
    add_columns = ["client", "purpose", "text_version", "given_at", "withdrawn_at"]
    edit_columns = ["withdrawn_at"]
    base_order = ("given_at", "desc")
    label_columns = {
        "client": _("Client"),
        "purpose": _("Purpose"),
        "text_version": _("Version of the text"),
        "given_at": _("Given at"),
        "withdrawn_at": _("Withdrawn at"),
    }
    description_columns = {
        "text_version": _("Which wording the client has agreed to."),
        "withdrawn_at": _("From then on the consent no longer holds."),
    }


class ClientNoteView(DomainView):
    datamodel = DomainTable(ClientNote)

    list_title = _("Notes")
    add_title = _("New note")
    edit_title = _("Change note")
    show_title = _("Note")
    list_columns = ["client", "text", "is_shared", "created_at"]
    search_columns = ["client", "text", "is_shared"]
    show_columns = ["client", "text", "is_shared", "created_at", "updated_at"]
    add_columns = ["client", "text", "is_shared"]
    edit_columns = ["text", "is_shared"]
    base_order = ("created_at", "desc")
    label_columns = {
        "client": _("Client"),
        "text": _("Note"),
        "is_shared": _("Shared with the client"),
        "created_at": _("Written"),
        "updated_at": _("Last changed"),
    }
    description_columns = {
        "is_shared": _("Not shared: only coaches and managers read it."),
    }
