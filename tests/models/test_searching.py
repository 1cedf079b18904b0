"""Rows are found by words: in any case, accents and order, and only by who may see them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, text, update

from fitadmin.access import acting_as
from fitadmin.extensions import db
from fitadmin.models import searching
from fitadmin.models.bulk import delete_rows, insert_rows, update_rows
from fitadmin.models.exercises import Exercise, ExerciseName, Muscle
from fitadmin.models.files import StoredFile
from fitadmin.models.foods import Food, FoodName, Recipe
from fitadmin.models.gym import Location
from fitadmin.models.meals import MealPlan
from fitadmin.models.people import ClientProfile, TrainerProfile
from fitadmin.models.progress import Metric
from fitadmin.models.reading import offered
from fitadmin.models.scope import SYSTEM
from fitadmin.models.searching.folding import VALUE_END
from fitadmin.models.workouts import WorkoutPlan
from tests.factories import make
from tests.world import MODELS

SEARCHED = [model for model in MODELS if searching.has_search(model)]


@pytest.fixture
def as_system(app):
    with acting_as(SYSTEM):
        yield


def found(model, words):
    """The names that *words* find, in their order."""
    return [str(row) for row in offered(db.session, model, words, size=100)[1]]


def foods(*names):
    insert_rows(db.session(), Food, [{"name": name} for name in names])


@pytest.mark.usefixtures("as_system")
class TestWords:
    def test_a_food_is_found_by_its_german_name(self):
        make(FoodName, food=make(Food, name="Egg, whole"), language="de", name="Hühnerei")
        assert found(Food, "hühnerei") == ["Egg, whole"]

    @pytest.mark.parametrize("words", ["Übungs", "ubungs", "uebungs", "ÜBUNGSBANK", "U\u0308bungs"])
    def test_accents_and_case_do_not_matter(self, words):
        make(Exercise, name="Übungsbank")
        assert found(Exercise, words) == ["Übungsbank"]

    @pytest.mark.parametrize("words", ["bank lang", "lang bank", "drücken", "druck hantel"])
    def test_words_match_in_any_order_and_inside_of_longer_ones(self, words):
        make(Exercise, name="Langhantel Bankdrücken")
        assert found(Exercise, words) == ["Langhantel Bankdrücken"]

    def test_every_word_must_match(self):
        make(Exercise, name="Langhantel Bankdrücken")
        assert found(Exercise, "bank kurz") == []

    def test_one_or_two_letters_begin_a_word(self):
        foods("Oat milk", "Tofu")
        assert (found(Food, "m"), found(Food, "mi"), found(Food, "k")) == (["Oat milk"],) * 2 + (
            [],
        )

    def test_words_may_stand_in_different_columns(self):
        food = make(Food, name="Whole milk", brand="Berchtesgadener", gtin="04001234567890")
        make(FoodName, food=food, language="de", name="Vollmilch")
        for words in ("vollmilch bercht", "0400123", "milk berchtes vollm"):
            assert found(Food, words) == [str(food)]

    @pytest.mark.parametrize("words", ["straße", "STRASSE", "strasse"])
    def test_sharp_s(self, words):
        make(Location, name="Halle", address="Hauptstraße 1")
        assert found(Location, words) == ["Halle"]

    def test_greek_and_cyrillic_capitals(self):
        foods("Μέλι", "Гречка")
        assert (found(Food, "ΜΕΛΙ"), found(Food, "ГРЕЧ")) == (["Μέλι"], ["Гречка"])

    def test_the_likeliest_stands_first(self):
        foods("Ricecake", "Cooked rice", "Licorice", "Rice flour", "Rice")
        make(FoodName, food=make(Food, name="Arroz"), name="Rice")
        assert found(Food, "rice") == [
            "Rice", "Arroz", "Rice flour", "Ricecake", "Cooked rice", "Licorice",
        ]  # fmt: skip

    def test_a_client_is_found_by_name_number_address_and_phone(self):
        make(
            ClientProfile, first_name="Ann", last_name="O'Neil", number="K-17",
            email="ann@example.org", phone="+49 170 123",
        )  # fmt: skip
        for words in ("o'neil", "neil ann", "k-17", "ann@example.org", "@example", "170 123"):
            assert found(ClientProfile, words) == ["Ann O'Neil"], words

    def test_a_model_without_a_search_is_found_by_its_names(self):
        make(StoredFile, original_name="100%_Report.pdf")
        assert found(StoredFile, "report 100%_") == ["100%_Report.pdf"]
        assert found(StoredFile, "report 1%0") == []
        assert found(StoredFile, "re\x00\ud800port") == ["100%_Report.pdf"]

    @pytest.mark.parametrize(
        "hostile",
        ["%", "_", "%%%", '"', "'", "\\", ":*", "a:*&|!()", "*", "^", "NEAR(a b)", "a OR b",
         "a AND", "text:a", "-a", "{", "\x00", "\ud800", "🏋🏻", "x" * 4000, "a " * 2000,
         "a b " * 240, " ".join(f"w{n}" for n in range(250)), "| |", "!!!", "???", "! !",
         "'; DROP TABLE food"],
    )  # fmt: skip
    def test_hostile_text_finds_nothing_and_breaks_nothing(self, hostile):
        foods("Tofu", "Zander")
        assert found(Food, hostile) == []

    @pytest.mark.parametrize("name", ["🥚", "100 % Saft", "7up", "A|B", "Salz & Pfeffer", "½ Ei"])
    def test_odd_names_are_found_by_themselves(self, name):
        foods(name)
        assert found(Food, name) == [name]

    def test_an_empty_text_finds_everything(self):
        foods("Tofu", "Milk")
        assert found(Food, " \t") == found(Food, "") == ["Milk", "Tofu"]


@pytest.mark.usefixtures("as_system")
class TestInStep:
    """The database keeps what is searched, whichever way a row is written."""

    def test_with_a_change_of_the_name(self):
        food = make(Food, name="Milk")
        food.name = "Cream"
        db.session.flush()
        assert (found(Food, "milk"), found(Food, "cream")) == ([], ["Cream"])

    def test_with_its_other_names(self):
        food = make(Food, name="Milk")
        alias = make(FoodName, food=food, name="Moo juice")
        version = food.version
        assert found(Food, "moo") == ["Milk"]
        alias.name = "Leche"
        db.session.flush()
        assert (found(Food, "moo"), found(Food, "leche")) == ([], ["Milk"])
        db.session.delete(alias)
        db.session.flush()
        assert found(Food, "leche") == []
        assert food.version == version

    def test_with_many_rows_at_once(self):
        ids = insert_rows(db.session(), Food, [{"name": f"Bulk{n}"} for n in range(3)])
        insert_rows(db.session(), FoodName, [{"food_id": i, "name": f"Alias{i}"} for i in ids])
        update_rows(db.session(), Food, [{"id": ids[0], "name": "Renamed"}])
        assert found(Food, "bulk") == ["Bulk1", "Bulk2"]
        assert found(Food, f"alias{ids[0]}") == ["Renamed"]
        delete_rows(db.session(), Food, ids[1:])
        assert found(Food, "alias") == ["Renamed"]
        left = text("SELECT count(*) FROM food_search WHERE rowid > :first")
        assert db.session.execute(left, {"first": ids[0]}).scalar() == 0

    def test_with_sql_by_hand(self):
        exercise = make(Exercise, name="Press")
        make(ExerciseName, exercise=exercise, name="Drücken")
        connection = db.session.connection()
        connection.execute(update(Exercise.__table__).values(name="Bench"))
        db.session.expire_all()
        assert found(Exercise, "bench druck") == ["Bench"]
        connection.execute(delete(ExerciseName.__table__))
        assert found(Exercise, "druck") == []

    def test_both_databases_fold_alike(self, backend):
        if backend == "sqlite":
            pytest.skip("SQLite folds by our function itself")
        letters = st.characters(
            codec="utf-8",
            exclude_characters="\x00",
            max_codepoint=0x30FF,
            categories=["L", "N", "P", "S", "Zs", "Mn"],
        )

        @given(st.text(letters | st.sampled_from("äöüÄÖÜßẞøŁ " + VALUE_END), max_size=30))
        @settings(max_examples=400, deadline=None)
        def alike(words):
            theirs = db.session.execute(text("SELECT search_line(:w)"), {"w": words}).scalar()
            assert theirs == searching.search_line(words)

        alike()


@pytest.mark.usefixtures("as_system")
class TestEveryModel:
    @pytest.mark.parametrize("model", SEARCHED, ids=lambda m: m.__name__)
    def test_is_found_by_all_that_it_says(self, model):
        for number, place in enumerate(model.searched_by):
            for column in place.split():
                word = f"Quäx{number}"
                if "." in place:
                    names = model.__mapper__.relationships["names"]
                    (back,) = (r.key for r in names.mapper.relationships)
                    make(names.mapper.class_, name=word, **{back: make(model)})
                else:
                    make(model, **{column: word})
                assert offered(db.session, model, f"quax{number}")[0] >= 1, place

    def test_the_models_that_people_search(self):
        assert set(SEARCHED) == {
            Food, Exercise, Recipe, ClientProfile, TrainerProfile, WorkoutPlan, MealPlan,
            Location, Muscle, Metric, *SEARCHED,
        }  # fmt: skip
