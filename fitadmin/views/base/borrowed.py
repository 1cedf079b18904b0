"""What Flask-AppBuilder and WTForms say, but not in each of our languages.

Their own catalogues come first, ours fills what they leave open. Nothing here is called: the
words stand here so that `make translate` finds them.
"""

from flask_babel import lazy_gettext as _

BORROWED = (
    # Flask-AppBuilder
    _("Add Group"),
    _("Database Error"),
    _("Edit Group"),
    _("Either select a role or a group"),
    _("Groups"),
    _("In"),
    _("It's not a good policy to remove a user, just make it inactive"),
    _("List Groups"),
    _("Not In"),
    _("Not a valid choice"),
    _("Please rewrite the user's password to confirm"),
    _("Show Group"),
    _(
        "The user group on the application,"
        " this will associate with a list of roles associated with the group"
    ),
    _("The user role on the application, this will associate with a list of permissions"),
    _("The user's password for authentication"),
    _("User(s) exists in the group, cannot delete"),
    _("User(s) exists in the role, cannot delete"),
    # WTForms
    _("'%(value)s' is not a valid choice for this field."),
    _("Choices cannot be None."),
    _("Date must be at least %(min)s."),
    _("Date must be at most %(max)s."),
    _("Date must be between %(min)s and %(max)s."),
    _("Not a valid time value."),
    _("Not a valid week value."),
    _("This field cannot be edited."),
    _("This field is disabled and cannot have a value."),
)
