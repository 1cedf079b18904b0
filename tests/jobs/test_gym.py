"""A long file is worked on by a worker: told how far, once, as its sender, and begun again."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.jobs.gym import forget_uploads, work_on_upload
from fitadmin.models.columns import now
from fitadmin.models.gym import ImportBatch, ImportUpload, JobRun
from fitadmin.models.people import ClientProfile
from fitadmin.models.scope import SYSTEM
from fitadmin.services.gym import uploads
from fitadmin.views.gym import imports as page
from tests.forms import Form
from tests.uploads import MAPPED, PEOPLE, count, many, sent

LONG = uploads.SHORT_ROWS + 1


@pytest.fixture(autouse=True)
def folder(gym, tmp_path):
    """Where the files wait."""
    was, gym.app.config["VAR"] = gym.app.config["VAR"], tmp_path
    yield tmp_path / "imports"
    gym.app.config["VAR"] = was


@pytest.fixture
def manager(gym, browse):
    return browse(gym.user("manager"))


@pytest.fixture
def asked(monkeypatch):
    """What was put on a queue that takes everything and does nothing."""
    jobs = []
    monkeypatch.setattr(page, "enqueue", lambda *job: jobs.append(job) or True)
    return jobs


def row():
    with acting_as(SYSTEM):
        return db.session.scalars(
            select(ImportUpload).execution_options(populate_existing=True)
        ).one()


def look(manager, text=None):
    """The address of a long file that was asked to be looked through."""
    address = sent(manager, text or many(LONG))
    answer = manager.post(f"{address}look", data=Form(manager.get(address).text).values)
    assert answer.status_code == 302
    return address


class TestAsked:
    def test_a_long_file_is_for_a_worker(self, manager, asked):
        address = look(manager)
        assert asked == [("fitadmin.jobs.gym.work_on_upload", row().id, 1)]
        assert manager.get(f"{address}state").json == {
            "is_over": False, "is_queued": True, "done": 0, "most": 0,
            "words": "Waiting for a worker …",
        }  # fmt: skip
        text = manager.get(address).text
        assert f'data-import-state="{address}state"' in text
        assert "Do it now, without waiting for a worker" in text

    def test_a_short_one_is_done_at_once(self, manager, asked):
        address = sent(manager, PEOPLE)
        manager.post(f"{address}look", data=MAPPED)
        assert asked == []
        assert "Import 2 rows" in manager.get(address).text

    def test_without_a_worker_it_is_done_at_once_and_said(self, manager):
        address = look(manager)
        assert "No worker is running: this was done while you waited." in manager.get(address).text
        assert f"Import {LONG} rows" in manager.get(address).text

    def test_one_need_not_wait_for_a_worker(self, manager, asked):
        address = look(manager)
        manager.post(f"{address}again", data={"here": "1"})
        assert f"Import {LONG} rows" in manager.get(address).text
        assert work_on_upload(*asked[0][1:]) is False

    def test_asked_for_twice_is_done_once(self, gym, manager, asked):
        address, before = look(manager), count(ClientProfile)
        work_on_upload(*asked[0][1:])
        for _ in range(2):
            manager.post(f"{address}take")
        assert [work_on_upload(*job[1:]) for job in asked] == [False, False, True]
        assert count(ClientProfile) == before + LONG


class TestWorking:
    def test_the_rows_come_in_as_the_senders(self, gym, manager, asked, folder):
        address = look(manager)
        before = count(ClientProfile)
        assert work_on_upload(*asked[0][1:]) is True
        assert count(ClientProfile) == before
        manager.post(f"{address}take")
        assert work_on_upload(*asked[1][1:]) is True
        assert count(ClientProfile) == before + LONG
        with acting_as(SYSTEM):
            batch = db.session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc())).first()
            runs = db.session.scalars(select(JobRun.state).where(JobRun.name == "gym.take_in"))
            assert runs.all() == ["done", "done"]
        assert batch.created_by_id == gym.user("manager").id
        assert manager.get(f"{address}state").json["is_over"]
        [kept] = folder.iterdir()
        assert not (kept / "file").exists()

    def test_how_far_it_is_can_be_seen(self, manager, asked):
        address = look(manager)
        with uploads.waiting(row()).at_work() as bar:
            assert manager.get(f"{address}state").json["words"] == "Reading the file …"
            bar.expect(200)
            time.sleep(0.11)
            bar(40)
            state = manager.get(f"{address}state").json
            assert (state["done"], state["most"], state["words"]) == (
                40, 200, "40 of 100 rows checked",
            )  # fmt: skip
            time.sleep(0.11)
            bar(100)
            assert manager.get(f"{address}state").json["words"] == "40 of 100 rows tried out"
            manager.post(f"{address}drop")
            assert manager.get(address).status_code == 200

    def test_a_file_that_has_become_useless_is_said(self, manager, asked, folder):
        address = look(manager)
        [kept] = folder.iterdir()
        (kept / "file").write_bytes(b"\x00")
        assert work_on_upload(*asked[0][1:]) is False
        text = manager.get(address).text
        assert "this is no text (byte 0x00)" in text
        assert "Start again" in text

    def test_a_fault_of_ours_leaves_nothing_and_says_so(self, manager, asked, monkeypatch):
        def fail(*_args, **_more):
            raise RuntimeError("secret words")

        address, before = look(manager), count(ClientProfile)
        work_on_upload(*asked[0][1:])
        manager.post(f"{address}take")
        monkeypatch.setattr("fitadmin.services.gym.imports.insert_rows", fail)
        with pytest.raises(RuntimeError):
            work_on_upload(*asked[1][1:])
        text = manager.get(address).text
        assert "Nothing has been imported." in text
        assert "secret words" not in text
        assert count(ClientProfile) == before
        monkeypatch.undo()

    def test_who_may_no_longer_import_imports_nothing(self, gym, manager, asked):
        address = look(manager)
        work_on_upload(*asked[0][1:])
        manager.post(f"{address}take")
        before, user = count(ClientProfile), gym.user("manager")
        with acting_as(SYSTEM):
            user.active = False
            db.session.commit()
        work_on_upload(*asked[-1][1:])
        assert count(ClientProfile) == before


class TestDropped:
    def test_what_a_dead_worker_left_can_be_begun_again(self, manager, asked):
        address = look(manager)
        with acting_as(SYSTEM):
            assert uploads.start(db.session(), row().id, 1)
            db.session.commit()
        assert "The work was cut off." in manager.get(address).text
        assert manager.get(f"{address}state").json["is_over"]
        manager.post(f"{address}again")
        assert asked[-1][2] == 2
        assert work_on_upload(*asked[0][1:]) is False
        assert work_on_upload(*asked[1][1:]) is True
        assert f"Import {LONG} rows" in manager.get(address).text

    def test_what_waits_for_a_day_goes(self, gym, manager, folder):
        address = sent(manager, PEOPLE)
        lost = folder / "lost"
        lost.mkdir()
        forget_uploads()
        assert manager.get(address).status_code == 200
        forget_uploads(at=now() + timedelta(hours=uploads.KEPT_H, minutes=1))
        assert manager.get(address).status_code == 404
        assert list(folder.iterdir()) == []
