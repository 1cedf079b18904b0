"""The first page: which home is somebody's follows from what they are and may, not from roles."""

from collections.abc import Callable
from typing import Any

from flask import abort, redirect, request
from flask_appbuilder import IndexView, expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from fitadmin.access import TAKE_IN, WRITE, current_viewer, identify
from fitadmin.importers.take import STARTER, Wishes, take_exercises, take_foods
from fitadmin.models.gym import GymSettings, ImportBatch
from fitadmin.models.people import ClientProfile, Coaching
from fitadmin.models.sessions import WorkoutSession
from fitadmin.models.workouts import PlanAssignment
from fitadmin.services import home
from fitadmin.services.base import REFUSALS, explain
from fitadmin.services.home import Caller
from fitadmin.views.base.telling import say
from fitadmin.views.home import words

SHOWN_AT_FIRST = 10
"""Clients in need on the first page; `?all=1` shows the rest."""

TITLES = {
    "gym": _("The gym"),
    "coaching": _("My clients"),
    "desk": _("Front desk"),
    "own": _("My training"),
    "welcome": _("Welcome"),
}


class HomeView(IndexView):
    """One home, or several as tabs: a manager who coaches has two."""

    @expose("/")
    def index(self) -> Any:
        """The first home of the reader, or the one asked for; a stranger may sign in."""
        if not identify().is_known:
            return redirect(self.appbuilder.get_url_for_login)
        self.update_redirect()
        caller = _caller()
        names = homes_of(caller)
        asked = request.args.get("home")
        name = asked if asked in names else names[0]
        return self.render_template(
            "home/page.html",
            title=gettext("Home"),
            homes={each: TITLES[each] for each in names},
            home=name,
            heading=TITLES[name],
            words=words,
            **HOMES[name](self.appbuilder.session, caller),
        )

    @expose("/first-steps", methods=["POST"])
    def hide_steps(self) -> Any:
        """Away with the first steps, for everybody; 403 for who may not change the settings."""
        caller = _caller()
        may = caller.viewer.kind.sees_all and caller.writes(GymSettings)
        return self._do(home.hide_steps, may)

    @expose("/starter-library", methods=["POST"])
    def take_starter(self) -> Any:
        """Our own exercises and foods become the gym's; 403 for who may not take files in.

        What is there already stays as it is.
        """
        may = _caller().viewer.kind.sees_all and _may_take_in()
        return self._do(_take_starter, may, gettext("The starter library is in."))

    def _do(self, act: Callable[[Any], None], may: bool, words_after: str | None = None) -> Any:
        """Act and commit, and go home; a stranger is sent to sign in."""
        if not identify().is_known:
            return redirect(self.appbuilder.get_url_for_login)
        if not may:
            abort(403)
        session = self.appbuilder.session
        try:
            act(session)
            session.commit()
        except REFUSALS as error:
            session.rollback()
            say(explain(error).message, "danger")
        else:
            if words_after:
                say(words_after, "success")
        return redirect(self.appbuilder.get_url_for_index)


def homes_of(caller: Caller) -> list[str]:
    """The homes of somebody, the widest first; never empty."""
    viewer, kind = caller.viewer, caller.viewer.kind
    reads = caller.reads(ClientProfile)
    found = {
        "gym": reads and kind.sees_all,
        "coaching": reads and viewer.trainer_id is not None,
        "desk": reads and kind.sees_people and not kind.sees_all,
        "own": viewer.client_id is not None,
    }
    return [name for name, is_theirs in found.items() if is_theirs] or ["welcome"]


def _take_starter(session: Any) -> None:
    for take, file in zip((take_exercises, take_foods), STARTER, strict=True):
        take(session, file, Wishes())


def _may_take_in() -> bool:
    return identify().may(f"can_{TAKE_IN}", ImportBatch.__name__)


def _caller() -> Caller:
    return Caller(current_viewer(), identify().may)


def _gym(session: Any, caller: Caller) -> dict[str, Any]:
    sees_coachings = caller.reads(Coaching)
    total, ending = (
        home.plans_ending(session, caller) if caller.reads(PlanAssignment) else (None, [])
    )
    people = home.people_of(session, caller)
    alone = sees_coachings and people.without_coach
    return {
        **_steps(session, caller),
        "people": people,
        "kept": home.adherence(session, caller) if caller.reads(WorkoutSession) else None,
        "loads": home.loads_of(session, caller) if sees_coachings else None,
        "alone": home.without_coach(session, caller) if alone else [],
        "ending": ending,
        "ending_total": total,
        "failed": home.failed_jobs(session),
    }


def _coaching(session: Any, caller: Caller) -> dict[str, Any]:
    watched = home.needs_today(session, caller)
    most = None if request.args.get("all") else SHOWN_AT_FIRST
    return {
        "watched": watched,
        "needy": watched.needy[:most],
        "sessions": home.sessions_today(session, caller),
        "last_words": home.last_words(session, caller),
    }


def _desk(session: Any, caller: Caller) -> dict[str, Any]:
    return {
        **_steps(session, caller),
        "people": home.people_of(session, caller),
        "birthdays": home.birthdays(session, caller),
        "newest": home.newest_clients(session, caller),
        "may_add": caller.writes(ClientProfile),
    }


def _own(session: Any, caller: Caller) -> dict[str, Any]:
    training, eating = home.own_day(session, caller)
    return {
        "client_id": caller.viewer.client_id,
        "training": training,
        "eating": eating,
        "replies": home.replies(session, caller),
        "aim": home.next_aim(session, caller),
    }


def _welcome(_session: Any, _caller: Caller) -> dict[str, Any]:
    return {}


def _steps(session: Any, caller: Caller) -> dict[str, Any]:
    return {
        "steps": home.first_steps(session, caller),
        "may_take_in": caller.viewer.kind.sees_all and _may_take_in(),
        "may_hide": caller.viewer.kind.sees_all
        and identify().may(f"can_{WRITE}", GymSettings.__name__),
    }


HOMES: dict[str, Callable[[Any, Caller], dict[str, Any]]] = {
    "gym": _gym,
    "coaching": _coaching,
    "desk": _desk,
    "own": _own,
    "welcome": _welcome,
}
