"""A file is chosen, kept for its sender alone, and refused in words where it is of no use."""

import stat
import zipfile

import pytest
from sqlalchemy import select

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models.gym import ImportBatch, ImportUpload
from fitadmin.services.gym import uploads
from tests.uploads import MAPPED, PEOPLE, count, looked, make_manager, send, sent, uploads_there


@pytest.fixture(autouse=True)
def folder(gym, tmp_path):
    """Where the files wait."""
    was, gym.app.config["VAR"] = gym.app.config["VAR"], tmp_path
    yield tmp_path / "imports"
    gym.app.config["VAR"] = was


@pytest.fixture
def manager(gym, browse):
    return browse(gym.user("manager"))


class TestChoosing:
    def test_the_imports_lead_to_the_page_and_the_page_tells_the_limit(self, gym, manager):
        assert 'href="/import/"' in manager.get("/importbatchview/list/").text
        text = manager.get("/import/").text
        assert f"At most {gym.app.config['MAX_CONTENT_LENGTH'] // 2**20} MB" in text
        assert "save it as CSV first" in text

    @pytest.mark.parametrize("who", ["own", "nutri", "desk", "client"])
    def test_it_is_for_managers(self, gym, browse, who, folder):
        reader = browse(gym.user(who))
        assert reader.get("/import/").status_code in {302, 403}
        send(reader, PEOPLE)
        assert not folder.exists()
        assert uploads_there() == []

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "the file is empty"),
            (b" \n\n", "the file is empty"),
            (b"number,first name\n", "there is a header but no row"),
            (b"a,b\n\x00\x01\x02,1\n", "this is no text (byte 0x00)"),
            (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "this is no text"),
            (b"\xd0\xcf\x11\xe0" + bytes(500), "save it as CSV"),
            (b'{"first_name": "Ada"}', "this is no CSV with a header"),
            (b'a,b\n"never closed,1\n', "this is no CSV"),
        ],
        ids=["empty", "blank", "header", "nul", "picture", "old Excel", "json", "broken"],
    )
    def test_what_is_no_table_is_said_and_not_kept(self, manager, folder, content, words):
        answer = send(manager, content)
        assert answer.status_code == 422
        assert words in answer.text
        assert "/imports" not in answer.text
        assert list(folder.glob("*")) == []
        assert uploads_there() == []

    def test_a_spreadsheet_is_to_be_saved_as_csv(self, manager, tmp_path):
        book = tmp_path / "book.xlsx"
        with zipfile.ZipFile(book, "w") as packed:
            packed.writestr("[Content_Types].xml", "<Types/>")
            packed.writestr("xl/workbook.xml", "<workbook/>")
        for kind in ("clients", "foods", "exercises"):
            answer = send(manager, book.read_bytes(), "book.xlsx", kind)
            assert (answer.status_code, "save it as CSV" in answer.text) == (422, True), kind

    def test_no_file_and_no_kind_are_said(self, manager):
        answer = manager.post("/import/", data={"kind": "clients"})
        assert (answer.status_code, "Choose a file." in answer.text) == (422, True)
        assert "Choose what is in the file." in send(manager, PEOPLE, kind="plans").text

    def test_a_file_above_the_limit_is_refused(self, gym, manager, folder):
        most = gym.app.config["MAX_CONTENT_LENGTH"]
        gym.app.config["MAX_CONTENT_LENGTH"] = 2**20
        try:
            answer = send(manager, b"a,b\n" + b"1,2\n" * 2**19)
        finally:
            gym.app.config["MAX_CONTENT_LENGTH"] = most
        assert answer.status_code == 413
        assert not folder.exists()

    def test_twenty_megabytes_are_taken(self, manager):
        line = f"n,First,{'x' * 200},a@example.org\n"
        text = "number,first name,last name,email\n" + line * (20 * 2**20 // len(line))
        assert "Preview" in manager.get(sent(manager, text)).text

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "latin-1"])
    def test_any_usual_encoding_is_read(self, manager, encoding):
        text = "number,first name,last name\n1,Zoë,Müller\n".encode(encoding)
        assert "Müller" in manager.get(sent(manager, text)).text

    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("../../etc/passwd.csv", "passwd.csv"),
            ("C:\\Users\\x\\my clients.csv", "my clients.csv"),
            ("<img src=x>.csv", "&lt;img src=x&gt;.csv"),
            ("a" * 400 + ".csv", "a.csv"),
        ],
    )
    def test_the_name_of_a_file_is_only_shown(self, manager, folder, name, shown):
        text = manager.get(sent(manager, PEOPLE, name)).text
        assert shown in text
        [kept] = folder.iterdir()
        assert sorted(each.name for each in kept.iterdir()) == ["file", "look.json"]

    def test_only_we_can_read_what_waits(self, manager, folder):
        sent(manager, PEOPLE)
        [kept] = folder.iterdir()
        modes = {stat.S_IMODE(each.stat().st_mode) for each in kept.iterdir()}
        assert (stat.S_IMODE(kept.stat().st_mode), modes) == (0o700, {0o600})

    def test_of_one_person_ten_files_wait(self, manager, folder):
        addresses = [sent(manager, PEOPLE) for _ in range(uploads.MOST_OF_ONE + 1)]
        assert len(list(folder.iterdir())) == len(uploads_there()) == uploads.MOST_OF_ONE
        assert manager.get(addresses[0]).status_code == 404


class TestSomebodyElses:
    @pytest.mark.parametrize("who", ["admin", "manager"])
    @pytest.mark.parametrize("path", ["", "state", "refused"])
    def test_a_file_is_seen_by_its_sender_alone(self, gym, browse, manager, who, path):
        address = looked(browse(make_manager()))
        assert browse(gym.user(who)).get(f"{address}{path}").status_code == 404

    @pytest.mark.parametrize("path", ["look", "take", "again", "drop"])
    def test_and_worked_on_by_nobody_else(self, gym, browse, folder, path):
        address = looked(browse(make_manager()))
        answer = browse(gym.user("admin")).post(f"{address}{path}", data=MAPPED)
        assert answer.status_code == 404
        assert len(list(folder.iterdir())) == 1
        assert count(ImportBatch) == 1  # the world's own

    def test_nobody_but_the_sender_finds_the_row(self, gym, manager):
        sent(manager, PEOPLE)
        for who, seen in (("manager", 1), ("admin", 0), ("own", 0), ("client", 0)):
            with acting_as(gym.viewer(who)):
                assert len(db.session.scalars(select(ImportUpload)).all()) == seen, who
