"""Ctrl-K: which pages and actions are found by which words, and by whom."""

import pytest
from flask_babel import force_locale, get_translations

from fitadmin.access import acting_as, forget_everybody
from fitadmin.extensions import db
from fitadmin.models.scope import SYSTEM
from tests.bracketed import bare
from tests.finding import EVERYTHING, ask, titles
from tests.world import World


class TestActions:
    def test_pages_things_to_add_and_lists_to_take_away(self, gym: World, browse):
        found = titles(ask(browse(gym.user("manager")), "clients"), "Go to and do")
        assert found[:2] == ["Clients", "New client"]
        assert "Export: Clients" in found
        assert titles(ask(browse(gym.user("own")), "take on")) == ["Take on a client"]

    def test_nobody_is_led_to_what_they_may_not_do(self, gym: World, browse):
        assert "New client" not in titles(ask(browse(gym.user("own")), "new client"))
        client = browse(gym.user("client"))
        assert titles(ask(client, "new client")) == []
        assert titles(ask(client, "new measurement")) == ["New measurement"]
        desk = browse(gym.user("desk"))
        for text in ("audit", "workout", "recipe", "trash", "jobs"):
            assert titles(ask(desk, text)) == [], text
        assert titles(ask(browse(gym.user("admin")), "audit log"))[0] == "Audit log"

    def test_other_words_and_the_heading_of_the_menu_find_them(self, gym: World, browse):
        browser = browse(gym.user("manager"))
        assert "Clients" in titles(ask(browser, "members"))
        assert "Measurements" in titles(ask(browser, "weight"))
        assert "Trash" in titles(ask(browser, "deleted"))
        assert "Exercises" in titles(ask(browser, "training exerc"))
        assert "New client" in titles(ask(browser, "add client"))

    def test_who_reads_german_asks_in_german(self, gym: World, browse, monkeypatch):
        with gym.app.test_request_context(), force_locale("de"):
            words = get_translations()._catalog
        for english, german in (("Exercises", "Übungen"), ("Gym", "Studio")):
            monkeypatch.setitem(words, english, german)
        browser = browse(gym.user("manager"))
        with browser.session_transaction() as cookie:
            cookie["locale"] = "de"
        for text in ("Übungen", "ubungen", "UEBUNGEN", "übung"):
            assert titles(ask(browser, text))[0] == "Übungen", text
        assert len(titles(ask(browser, "studio"))) == 5
        assert "Übungen" not in titles(ask(browser, "exercises"))

    def test_no_word_of_it_escapes_gettext(self, gym: World, browse):
        with acting_as(SYSTEM):
            user = gym.user("manager")
            user.locale = "en_XA"
            db.session.commit()
        forget_everybody()
        browser = browse(user)
        answers = [ask(browser), ask(browser, "new client"), ask(browser, "qqqq")]
        rows = [row for each in answers for group in each["groups"] for row in group["rows"]]
        assert len(rows) > 8
        told = [word for row in rows for word in (row["title"], row["about"])]
        told += [each[name] for each in answers for name in ("told", "hint")]
        told += [group["title"] for each in answers for group in each["groups"]]
        assert [text for text in told if bare(text)] == []

    @pytest.mark.parametrize("who", EVERYTHING)
    def test_without_words_what_is_done_most_often(self, gym: World, browse, who):
        (group,) = ask(browse(gym.user(who)))["groups"]
        found = titles({"groups": [group]})
        assert len(found) == len(set(found))
        assert len(found) == (7 if who == "desk" else 8)  # who has no more than that
        assert ("New client" in found) is (who in {"admin", "manager", "desk"})
        assert group["title"] == "Go to and do"
