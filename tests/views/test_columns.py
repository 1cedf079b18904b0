"""What people type into generated forms and read on generated pages."""

from datetime import UTC, datetime, time
from decimal import Decimal

import pytest
from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.exercises import Exercise, Muscle
from fitadmin.models.gym import AuditEvent, GymSettings
from fitadmin.models.meals import MealEntry, MealPlan
from fitadmin.models.people import ClientHealth, ClientProfile, Coaching
from fitadmin.models.scope import SYSTEM
from fitadmin.models.sessions import WorkoutSession
from tests.factories import make
from tests.world import World


class TestForms:
    def test_what_is_left_empty_is_nothing_and_not_an_empty_text(self, gym: World, browse):
        """Or two clients without a number would have the same one."""
        browser = browse(gym.user("manager"))
        for name in ("One", "Two"):
            browser.post(
                "/clientprofileview/add",
                data={"first_name": f" {name} ", "last_name": "Empty", "number": "",
                      "status": "active"},
            )  # fmt: skip
        with acting_as(SYSTEM):
            rows = db.session.scalars(
                select(ClientProfile).where(ClientProfile.last_name == "Empty")
            ).all()
        assert sorted(row.first_name for row in rows) == ["One", "Two"]
        assert {row.number for row in rows} == {None}

    def test_a_time_is_the_readers_and_kept_in_utc(self, gym: World, browse):
        with acting_as(SYSTEM):
            db.session.scalars(select(GymSettings)).one().timezone = "Europe/Berlin"
            db.session.commit()
        carla, browser = gym.row(ClientProfile), browse(gym.user("own"))
        browser.post(
            "/workoutsessionview/add",
            data={"client": carla.id, "due_on": "2026-07-01", "status": "done",
                  "started_at": "2026-07-01T18:00", "session_rpe": "7.5"},
        )  # fmt: skip
        with acting_as(SYSTEM):
            row = db.session.scalars(
                select(WorkoutSession).where(WorkoutSession.session_rpe == Decimal("7.5"))
            ).one()
        assert row.started_at == datetime(2026, 7, 1, 16, 0, tzinfo=UTC)
        edit = browser.get(f"/workoutsessionview/edit/{row.id}").text
        assert 'value="2026-07-01T18:00:00"' in edit
        assert 'value="7.5"' in edit
        assert "1 Jul 2026, 18:00" in browser.get(f"/workoutsessionview/show/{row.id}").text

    @pytest.mark.parametrize("at", ["07:30", "07:30:00"])
    def test_a_time_of_day_needs_no_seconds(self, at, gym: World, browse):
        plan, browser = gym.row(MealPlan).id, browse(gym.user("own"))
        data = {"plan": plan, "day": "3", "position": "1", "name": "Brunch", "at": at}
        assert browser.post("/mealentryview/add", data=data).status_code == 302
        with acting_as(SYSTEM):
            row = db.session.scalars(select(MealEntry).where(MealEntry.day == 3)).one()
        assert row.at == time(7, 30)
        assert 'value="07:30"' in browser.get(f"/mealentryview/edit/{row.id}").text

    def test_a_box_may_stay_empty_and_a_choice_open(self, gym: World, browse):
        browse(gym.user("manager")).post(
            "/exerciseview/add",
            data={"name": "Open", "category": "strength", "measured_by": "reps", "force": "",
                  "level": "", "mechanics": "", "equipment": "__None"},
        )  # fmt: skip
        with acting_as(SYSTEM):
            row = db.session.scalars(select(Exercise).where(Exercise.name == "Open")).one()
        assert (row.is_unilateral, row.force, row.level, row.equipment) == (False, None, None, None)

    def test_what_was_typed_wrongly_stays_in_the_form(self, gym: World, browse):
        browser = browse(gym.user("manager"))
        answer = browser.post(
            "/coachingview/add",
            data={"trainer": "1", "client": "999999", "role": "lead", "started_on": "yesterday"},
        )
        assert answer.status_code == 200
        assert "yesterday" in answer.text
        assert "Not a valid choice" in answer.text
        answer = browser.post("/coachingview/add", data={"client": "no number", "trainer": ""})
        assert "Not a valid choice" in answer.text
        assert "This field is required." in answer.text

    def test_a_picker_offers_and_takes_only_what_is_in_sight(self, gym: World, browse):
        browser = browse(gym.user("other"))
        carla = gym.row(ClientProfile)
        page = browser.get("/goalview/add").text
        assert "Carla" not in page
        data = {"client": carla.id, "metric": "1", "start_value": "1", "target_value": "2",
                "starts_on": "2026-01-01"}  # fmt: skip
        assert "Not a valid choice" in browser.post("/goalview/add", data=data).text

    def test_several_may_be_picked(self, gym: World, browse):
        exercise = gym.row(Exercise)
        browser = browse(gym.user("manager"))
        data = {"name": exercise.name, "category": "strength", "measured_by": "reps_load",
                "primary_muscles": ["1"]}  # fmt: skip
        browser.post(f"/exerciseview/edit/{exercise.id}", data=data)
        db.session.expire_all()
        with acting_as(SYSTEM):
            muscles = gym.row(Exercise).primary_muscles
        assert [muscle.id for muscle in muscles] == [1]
        assert str(muscles[0]) in browser.get(f"/exerciseview/show/{exercise.id}").text


class TestReading:
    def test_who_did_what_is_a_name(self, gym: World, browse):
        with acting_as(SYSTEM):
            manager = gym.user("manager")
            seen = make(AuditEvent, user_name=str(manager), client_id=gym.row(ClientProfile).id,
                        after={"status": "paused"})  # fmt: skip
            db.session.commit()
        page = browse(gym.user("admin")).get(f"/auditeventview/show/{seen.id}").text
        for words in (str(manager), "Carla Client", "status: paused"):
            assert words in page

    def test_chosen_words_are_words(self, gym: World, browse):
        page = browse(gym.user("manager")).get(f"/clienthealthview/show/{gym.row(ClientHealth).id}")
        assert "Moderately active" in page.text
        assert "170" in page.text

    @pytest.mark.parametrize("verb", ["add", "edit/1", "delete/1"])
    def test_what_is_only_read_has_no_form(self, verb, gym: World, browse):
        for view in ("auditeventview", "jobrunview", "importbatchview", "notificationview"):
            assert browse(gym.user("admin")).get(f"/{view}/{verb}").status_code == 404

    def test_there_is_one_gym(self, gym: World, browse):
        browser = browse(gym.user("manager"))
        assert browser.get("/gymsettingsview/add").status_code == 404
        assert browser.post("/gymsettingsview/delete/1").status_code == 404
        assert browser.get("/gymsettingsview/edit/1").status_code == 200

    def test_a_deleted_row_is_in_the_trash(self, gym: World, browse):
        row = gym.row(Coaching)
        browse(gym.user("manager")).post(f"/coachingview/delete/{row.id}")
        db.session.expire_all()
        assert gym.row(Coaching).id != row.id


class TestSearching:
    """The search form of a list: `_flt_<number of the operator>_<column>=<value>`."""

    @pytest.mark.parametrize(
        ("question", "is_found"),
        [
            ("_flt_0_client={carla}", True),
            ("_flt_1_client={carla}", False),
            ("_flt_0_client=987654", False),
            ("_flt_0_client=nobody", False),
            ("_flt_0_status=planned", True),
            ("_flt_1_status=planned", False),
            ("_flt_0_due_on=2026-03-02", True),
            ("_flt_1_started_at=2026-03-02T10:00", True),
            ("_flt_2_started_at=2026-03-02T10:00", False),
            ("_flt_1_started_at=2027-03-02 10:00:00", False),
            ("_flt_1_started_at=yesterday", False),
        ],
    )
    def test_what_is_found(self, question, is_found, gym: World, browse):
        visit = gym.row(WorkoutSession)
        with acting_as(SYSTEM):
            visit.note, visit.started_at = "Found it", datetime(2026, 3, 2, 18, tzinfo=UTC)
            db.session.commit()
        asked = question.format(carla=visit.client_id)
        page = browse(gym.user("manager")).get(f"/workoutsessionview/list/?{asked}")
        assert page.status_code == 200
        assert ("Found it" in page.text) == is_found

    def test_what_refers_to_many(self, gym: World, browse):
        exercise = gym.row(Exercise)
        with acting_as(SYSTEM):
            exercise.primary_muscles = [gym.row(Muscle)]
            db.session.commit()
        for ident, is_found in ((gym.row(Muscle).id, True), (987654, False)):
            page = browse(gym.user("own")).get(
                f"/exerciseview/list/?_flt_0_primary_muscles={ident}"
            )
            assert (exercise.name in page.text) == is_found
