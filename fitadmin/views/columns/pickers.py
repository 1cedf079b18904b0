"""Fields that pick rows: a form holds what is chosen, and asks for the rest while one types.

Without JavaScript the page is asked for once more, and then lists the first rows there are.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from wtforms import SelectFieldBase  # type: ignore[import-untyped]
from wtforms import validators as checks
from wtforms.widgets import Select  # type: ignore[import-untyped]

from fitadmin.access import WRITE, current_viewer, identify
from fitadmin.models.reading import chosen, is_id, offered
from fitadmin.models.scope import Scoped

LISTED = "listed"
"""In the address: the pickers of the page list the first rows, for who has no JavaScript."""
LISTED_ROWS = 100
NOTHING = {"", "__None"}


def address_of_new(model: type[Any]) -> str | None:
    """Where the reader can make a row of *model*; None where there is no such page for them."""
    if issubclass(model, Scoped) and not model.addable_by(current_viewer().kind):
        return None
    caller = identify()
    for page in current_app.appbuilder.baseviews:  # type: ignore[attr-defined]
        is_its = getattr(getattr(page, "datamodel", None), "obj", None) is model
        if is_its and f"{page.endpoint}.new" in current_app.view_functions:
            may = caller.may(f"can_{WRITE}", page.class_permission_name)
            return url_for(f"{page.endpoint}.new") if may else None
    return None


class PickerWidget(Select):
    """A select that frontend/js/pickers.js makes searchable."""

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        """The choices held; `name_` is how Flask-AppBuilder's search form names a field."""
        kwargs.pop("name_", None)
        endpoint, column = field.source
        return super().__call__(
            field,
            **{
                "class": "picker",
                "translate": "no",
                "data-source": url_for(endpoint, column=column),
                "data-placeholder": _("Type to search"),
                "data-nothing": _("Nothing was found"),
                **self._new(field),
                **kwargs,
            },
        ) + self._without_script(field)

    def _new(self, field: Any) -> dict[str, str]:
        """Where a row that is not there yet is made, for who may."""
        address = None if field.is_searched else address_of_new(field.table.obj)
        return {"data-new": address, "data-new-label": _("New")} if address else {}

    def _without_script(self, field: Any) -> Markup:
        if LISTED in request.args or field.is_searched or field.is_listed:
            return Markup("")
        asked = {**(request.view_args or {}), **request.args.to_dict(), LISTED: 1}
        address = url_for(str(request.endpoint), **asked)
        words = _("Show what can be chosen")
        return Markup('<noscript><a href="{}">{}</a></noscript>').format(address, words)


class _Picking(SelectFieldBase):
    """What pickers of one row and of several share."""

    widget = PickerWidget()
    is_searched = False
    """It stands in a search form, which does nothing without JavaScript anyway."""
    is_listed = False
    """It lists the first rows there are in any case: its page cannot be asked for once more."""

    def __init__(self, *args: Any, table: Any, source: tuple[str, str], **kwargs: Any) -> None:
        self.table = table
        self.source = source
        super().__init__(*args, **kwargs)

    def _held(self) -> list[Any]:
        raise NotImplementedError

    def _found(self, values: Iterable[Any]) -> list[Any]:
        """The rows that these values name, asked of the database and so of the guard."""
        ids = [int(value) for value in values if is_id(value)]
        return chosen(self.table.session, self.table.obj, ids)

    def iter_choices(self) -> Iterator[tuple[str, str, bool, dict[str, Any]]]:
        """What is chosen; more only for who has no JavaScript."""
        held = self._held()
        for row in held:
            yield str(row.id), str(row), not self.is_searched, {}
        if self.is_listed or (LISTED in request.args and not self.is_searched):
            ids = {row.id for row in held}
            for row in offered(self.table.session, self.table.obj, size=LISTED_ROWS)[1]:
                if row.id not in ids:
                    yield str(row.id), str(row), False, {}

    def hold(self, values: Iterable[Any]) -> None:
        """In a search form: what the list is filtered by."""
        self.is_searched = True
        self.flags.required = False
        self.data = self._found(values)


class Picker(_Picking):
    """A row that this one refers to."""

    _data: Any = None
    _typed: str | None = None
    kept: Any = None
    """What the row refers to already: it may stay, though it be in the trash by now."""

    def __init__(self, *args: Any, may_stay_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.flags.required = not may_stay_open

    def _get_data(self) -> Any:
        if self._typed is not None:
            if self.kept is not None and self._typed == str(self.kept.id):
                self._set_data(self.kept)
            else:
                self._set_data(next(iter(self._found([self._typed])), None))
        return self._data

    def _set_data(self, row: Any) -> None:
        self._data = row
        self._typed = None

    data = property(_get_data, _set_data)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Looked up when first asked for, for only then is it known what may be kept."""
        if valuelist:
            self._data = None
            self._typed = valuelist[0]

    def _held(self) -> list[Any]:
        if self.is_searched:
            return list(self.data or ())
        return [] if self.data is None else [self.data]

    def iter_choices(self) -> Iterator[tuple[str, str, bool, dict[str, Any]]]:
        """Nobody is chosen unless somebody chooses, even where somebody must be."""
        yield "", "", self.data is None, {}
        yield from super().iter_choices()

    def pre_validate(self, form: Any) -> None:
        """Refuse what is out of sight."""
        is_chosen = bool(self.raw_data) and self.raw_data[0] not in NOTHING
        if self.data is None and is_chosen:
            raise checks.ValidationError(self.gettext("Not a valid choice"))
        if self.data is None and self.flags.required:
            raise checks.ValidationError(self.gettext("This field is required."))


class PickerOfMany(_Picking):
    """Rows that this one refers to."""

    widget = PickerWidget(multiple=True)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Those in sight; pre_validate() refuses the others."""
        self.data = self._found(valuelist)

    def _held(self) -> list[Any]:
        return list(self.data or ())

    def pre_validate(self, form: Any) -> None:
        """Refuse what is out of sight."""
        typed = set(self.raw_data or ()) - NOTHING
        if typed - {str(row.id) for row in self.data or ()}:
            raise checks.ValidationError(self.gettext("Not a valid choice"))
