"""Many rows of a list are deleted at once: what lets it goes, what does not is told."""

import pytest
from sqlalchemy import func, select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.columns import now
from fitadmin.models.exercises import Exercise, Muscle
from fitadmin.models.gym import AuditEvent, Location
from fitadmin.models.people import ClientNote, ClientProfile, TrainerProfile
from fitadmin.models.scope import SYSTEM
from fitadmin.views.base.bulk import MOST_ROWS
from tests.factories import make
from tests.statements import counted
from tests.world import World

DELETE = "/clientnoteview/bulk_delete"


def told(browser):
    """What the next page will say."""
    with browser.session_transaction() as cookie:
        return " ".join(words for _kind, words in cookie.pop("_flashes", ()))


def living(model):
    with acting_as(SYSTEM):
        return db.session.scalar(select(func.count()).select_from(model))


@pytest.fixture
def notes(gym: World):
    """Three notes about Carla, the world's among them."""
    with acting_as(SYSTEM):
        carla = gym.row(ClientProfile)
        more = [make(ClientNote, client=carla, text=f"Note {n}") for n in range(2)]
        db.session.commit()
        return [gym.row(ClientNote).id, *(note.id for note in more)]


@pytest.fixture
def foreign(gym: World):
    """A note about somebody whom nobody here coaches."""
    with acting_as(SYSTEM):
        note = make(ClientNote, client=make(ClientProfile, last_name="Elsewhere"), text="Secret")
        db.session.commit()
        return note.id


def test_the_chosen_rows_go_to_the_trash_with_one_event_each(gym: World, browse, notes):
    trainer, before = browse(gym.user("own")), living(ClientNote)
    answer = trainer.post(DELETE, data={"rowid": notes})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/clientnoteview/list/")
    assert living(ClientNote) == before - 3
    assert told(trainer) == "3 rows were moved to the trash."
    with acting_as(SYSTEM):
        events = db.session.scalars(select(AuditEvent).where(AuditEvent.act == "trash")).all()
    assert sorted(e.row_id for e in events) == sorted(notes)
    assert len({e.request_id for e in events}) == 1


def test_rows_out_of_sight_stay_and_are_not_named(gym: World, browse, notes, foreign):
    trainer, before = browse(gym.user("own")), living(ClientNote)
    trainer.post(DELETE, data={"rowid": [notes[0], foreign, 999_999, "x", "-1"]})
    assert living(ClientNote) == before - 1
    assert told(trainer) == "1 row was moved to the trash. 2 are no longer there."


def test_a_foreign_row_alone_is_nobody_s_news(gym: World, browse, foreign):
    trainer, before = browse(gym.user("own")), living(ClientNote)
    trainer.post(DELETE, data={"rowid": [foreign]})
    assert told(trainer) == "None of the chosen rows is there any more."
    assert living(ClientNote) == before


def test_rows_that_are_not_theirs_are_kept_and_named(gym: World, browse):
    with acting_as(SYSTEM):
        coach = db.session.scalars(select(TrainerProfile).filter_by(first_name="Own")).one()
        mine = make(Exercise, name="My press", owner=coach)
        the_gyms = [make(Exercise, name=f"House <b>{n}</b>") for n in range(5)]
        db.session.commit()
        ids = [mine.id, *(each.id for each in the_gyms)]
    trainer = browse(gym.user("own"))
    trainer.post("/exerciseview/bulk_delete", data={"rowid": ids})
    assert told(trainer) == (
        "1 row was moved to the trash. 5 were kept: House <b>0</b>, House <b>1</b>, "
        "House <b>2</b> and 2 more (not yours to delete)."
    )
    with acting_as(SYSTEM):
        assert db.session.scalar(select(func.count(Exercise.id)).where(Exercise.id.in_(ids))) == 5


def test_what_is_in_use_stays_and_the_rest_goes_for_good(gym: World, browse):
    with acting_as(SYSTEM):
        used, *free = [make(Muscle, name=f"Muscle {n}") for n in "abcde"]
        make(Exercise, primary_muscles=[used])
        db.session.commit()
        ids = [used.id, *(each.id for each in free)]
    manager, before = browse(gym.user("manager")), living(Muscle)
    manager.post("/muscleview/bulk_delete", data={"rowid": ids})
    words = told(manager)
    assert words.startswith("4 rows were deleted. 1 was kept: Muscle a (")
    assert "SELECT" not in words
    assert living(Muscle) == before - 4
    with manager.session_transaction() as cookie:
        assert "undo" not in cookie  # gone for good


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose at least one row."),
        ({"rowid": ["x", ""]}, "Choose at least one row."),
        ({"rowid": list(range(1, MOST_ROWS + 2))}, "Choose 500 rows at most."),
    ],
)
def test_none_or_too_many_is_refused(gym: World, browse, data, words):
    trainer, before = browse(gym.user("own")), living(ClientNote)
    assert trainer.post(DELETE, data=data).status_code == 302
    assert told(trainer) == words
    assert living(ClientNote) == before


def test_all_that_the_list_finds_is_what_its_filter_finds(gym: World, browse, notes):
    trainer, before = browse(gym.user("own")), living(ClientNote)
    asked = f"{DELETE}?_flt_2_text=Note&psize_ClientNoteView=1"
    trainer.post(asked, data={"all": "1", "found": "2"})
    assert told(trainer) == "2 rows were moved to the trash."
    assert living(ClientNote) == before - 2


@pytest.mark.parametrize("found", ["1", "", "x", "3"])
def test_all_of_a_list_that_has_changed_is_refused(gym: World, browse, notes, found):
    trainer, before = browse(gym.user("own")), living(ClientNote)
    trainer.post(f"{DELETE}?_flt_2_text=Note", data={"all": "1", "found": found})
    assert told(trainer) == "The list has changed in the meantime. Please choose again."
    assert living(ClientNote) == before


def test_all_of_more_than_five_hundred_is_refused(gym: World, browse):
    with acting_as(SYSTEM):
        db.session.add_all(Location(name=f"Hall {n}") for n in range(MOST_ROWS + 1))
        db.session.commit()
    manager, before = browse(gym.user("manager")), living(Location)
    manager.post("/locationview/bulk_delete", data={"all": "1", "found": str(MOST_ROWS + 1)})
    assert told(manager) == "Choose 500 rows at most."
    assert living(Location) == before
    page = manager.get("/locationview/list/").text
    assert 'name="all"' not in page


def test_five_hundred_cost_a_dozen_statements_and_not_one_each(gym: World, browse):
    with acting_as(SYSTEM):
        halls = [Location(name=f"Hall {n}") for n in range(MOST_ROWS)]
        db.session.add_all(halls)
        db.session.commit()
        ids = [hall.id for hall in halls]
    manager = browse(gym.user("manager"))
    with counted() as sent:
        manager.post("/locationview/bulk_delete", data={"rowid": ids})
    assert told(manager) == "500 rows were moved to the trash."
    assert len(sent) - sum(each.startswith("UPDATE location") for each in sent) < 25


def test_the_second_tap_tells_and_undoes_what_the_first_did(gym: World, browse, notes):
    trainer = browse(gym.user("own"))
    trainer.post(DELETE, data={"rowid": notes})
    with trainer.session_transaction() as cookie:
        first = cookie.pop("undo")
        cookie.pop("_flashes")
    trainer.post(DELETE, data={"rowid": notes})
    with trainer.session_transaction() as cookie:
        assert cookie["undo"] == first
    assert told(trainer) == "3 rows were moved to the trash."


def test_the_list_offers_what_its_reader_may_do(gym: World, browse, notes):
    page = browse(gym.user("own")).get("/clientnoteview/list/?_flt_2_text=Note").text
    assert f'name="rowid" value="{notes[1]}"' in page
    assert f'value="{notes[0]}"' not in page.split("<tbody")[1].split("</tbody")[0]
    for method in ("bulk_edit", "bulk_delete"):
        assert f'formaction="/clientnoteview/{method}?_flt_2_text=Note"' in page
    client = browse(gym.user("client")).get("/clientnoteview/list/").text
    assert 'name="rowid"' not in client
    assert "data-selection" not in client


def test_all_can_be_chosen_where_the_page_shows_only_some(gym: World, browse, notes):
    asked = "/clientnoteview/list/?psize_ClientNoteView=1"
    page = browse(gym.user("own")).get(asked).text
    count = living(ClientNote)
    assert f'name="found" value="{count}"' in page
    assert 'name="all"' not in browse(gym.user("own")).get("/clientnoteview/list/").text
    carla = gym.row(ClientProfile).id
    tab = browse(gym.user("own")).get(
        f"/clientprofileview/show/{carla}?tab=ClientNoteView&psize_ClientNoteView=1"
    )
    assert 'name="rowid"' in tab.text
    assert 'name="all"' not in tab.text  # the tab's own filter does not stand in the address


def test_accounts_are_not_chosen_many_at_once(gym: World, browse):
    admin = browse(gym.user("admin"))
    assert "data-selection" not in admin.get("/users/list/").text
    assert admin.post("/users/bulk_delete", data={"rowid": [1]}).status_code == 404


def test_nobody_deletes_by_a_link(gym: World, browse, notes):
    before = living(ClientNote)
    answer = browse(gym.user("own")).get(f"{DELETE}?rowid={notes[0]}")
    assert answer.status_code == 405
    assert living(ClientNote) == before


def test_a_row_that_went_meanwhile_is_told_with_those_that_go(gym: World, browse, notes):
    with acting_as(SYSTEM):
        db.session.get(ClientNote, notes[1]).deleted_at = now()
        db.session.commit()
    trainer = browse(gym.user("own"))
    trainer.post(DELETE, data={"rowid": notes})
    assert told(trainer) == "2 rows were moved to the trash. 1 is no longer there."
