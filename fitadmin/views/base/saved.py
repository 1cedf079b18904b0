"""The saved views of a list: what of them still fits, which one is open, what can be done."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode
from uuid import uuid4

from flask import flash, g, request, url_for
from flask_babel import gettext as _

from fitadmin.access import SHARE, current_viewer
from fitadmin.models.gym import SavedView
from fitadmin.models.reading import is_id
from fitadmin.services.gym.saved_views import list_roles, list_views
from fitadmin.views.base.addresses import NO_VIEW, VIEW, Pairs, asked_pairs, here
from fitadmin.views.base.asked import FILTER, LONGEST_WORDS
from fitadmin.views.base.choosing import COLUMNS, named

MOST_DIGITS = 6


class Fit(NamedTuple):
    """What of a question a page can still be asked, and the names of what it cannot."""

    pairs: Pairs
    dropped: list[str]

    @property
    def query(self) -> str:
        """As it is kept."""
        return urlencode(self.pairs)


def fit(page: Any, query: str) -> Fit:
    """What *page* has of the filters, words, columns and order in *query*."""
    found, dropped = [], []
    for name, value in parse_qsl(query):
        if name == COLUMNS:
            columns = named([value])
            known = [each for each in columns if each in page.choosable_columns]
            dropped += [each for each in columns if each not in known]
            found += [(name, ",".join(known))] if known else []
        elif _fits(page, name, value):
            found.append((name, value))
        elif not name.startswith("_od_"):
            dropped.append(_what(name, value))
    has_order = any(name.startswith("_oc_") for name, _value in found)
    return Fit([pair for pair in found if has_order or not pair[0].startswith("_od_")], dropped)


def _fits(page: Any, name: str, value: str) -> bool:
    ours = type(page).__name__
    if match := FILTER.fullmatch(name):
        filters = page._filters.get_search_filters().get(match[2], ())
        return int(match[1][:3]) < len(filters)
    if name == "q":
        return len(value) <= LONGEST_WORDS
    if name == f"_oc_{ours}":
        return value in page.order_columns
    if name == f"psize_{ours}":
        return value.isdecimal() and len(value) <= MOST_DIGITS
    return name == f"_od_{ours}" and value in {"asc", "desc"}


def _what(name: str, value: str) -> str:
    match = FILTER.fullmatch(name)
    return match[2] if match else value if name.startswith("_oc_") else name


def asked_now() -> str:
    """What the address asks of the list, as far as a view keeps it."""
    return urlencode(asked_pairs("page_", VIEW))


class Saved:
    """List pages with views that people keep."""

    datamodel: Any
    endpoint: str

    def address_of_view(self, view: int | str) -> str:
        """The list with that view, or with none (NO_VIEW)."""
        return url_for(f"{self.endpoint}.list", view=view)

    def _views(self) -> Sequence[SavedView]:
        """Those of this page in sight; asked once a request."""
        known: dict[str, Any] = g.setdefault("saved_views", {})
        if self.endpoint not in known:
            known[self.endpoint] = list_views(self.datamodel.session, self.endpoint)
        found: Sequence[SavedView] = known[self.endpoint]
        return found

    def _open_view(self) -> SavedView | None:
        """The one that the address names."""
        name = request.args.get(VIEW, "")
        ident = int(name) if is_id(name) else 0
        return next((view for view in self._views() if view.id == ident), None)

    def _elsewhere(self) -> str | None:
        """Where a list opens that was asked for bare, or for a view alone: with all it asks for.

        What the page has no longer is left out and told.
        """
        view = self._open_view() if set(request.args) == {VIEW} else None
        if not request.args:
            me = current_viewer().user_id
            own = (each for each in self._views() if each.is_default and each.owner_id == me)
            view = next(own, None)
        if view is None:
            return None
        asked = fit(self, view.query)
        if asked.dropped:
            names = ", ".join(asked.dropped)[:120]
            words = _("This view asks for what is not here any more: %(names)s.", names=names)
            flash(words, "warning")
        if request.args and not asked.pairs:
            return None
        return here([(VIEW, str(view.id)), *asked.pairs])

    def _told_of_views(self) -> dict[str, Any]:
        """For pages/saved_views.html."""
        viewer, view, asked = current_viewer(), self._open_view(), asked_now()
        may_change = view is not None and view.is_changeable_by(viewer)
        may_share = may_change and SHARE in viewer.grants
        return {
            "items": [self._item(each, is_active=each is view) for each in self._views()],
            "active": None if view is None else self._item(view, is_active=True),
            "is_changed": view is not None and not _same(fit(self, view.query).query, asked),
            "page": self.endpoint,
            "query": asked,
            "keep_url": url_for("SavedViewView.keep"),
            "everything_url": self.address_of_view(NO_VIEW),
            "all_url": url_for("SavedViewView.list"),
            "may_share": may_share,
            "roles": list_roles(self.datamodel.session) if may_share else [],
            "form_key": uuid4().hex,
        }

    def _item(self, view: SavedView, *, is_active: bool) -> dict[str, Any]:
        viewer = current_viewer()
        is_mine, ours = view.owner_id == viewer.user_id, "SavedViewView"
        return {
            "id": view.id,
            "name": view.name,
            "url": self.address_of_view(view.id),
            "is_active": is_active,
            "is_mine": is_mine,
            "is_shared": view.shared_with_id is not None,
            "is_default": view.is_default and is_mine,
            "may_change": view.is_changeable_by(viewer),
            "shared_with_id": view.shared_with_id,
            "change_url": url_for(f"{ours}.change", pk=view.id),
            "share_url": url_for(f"{ours}.share", pk=view.id),
            "delete_url": url_for(f"{ours}.delete", pk=view.id),
        }


def _same(one: str, other: str) -> bool:
    return sorted(parse_qsl(one)) == sorted(parse_qsl(other))
