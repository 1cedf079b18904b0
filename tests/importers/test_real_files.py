"""The real files, where they stand beside the repository: every figure of DOMAIN.md."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from fitadmin.importers.fdc import read_foods
from fitadmin.importers.take import STARTER
from fitadmin.models.exercises import Equipment, Exercise, Muscle
from fitadmin.models.foods import Food, FoodPortion
from fitadmin.services.gym import Incoming
from tests.importers.made import (
    EXERCISE_DB,
    FDC_ZIP,
    SR_CSV,
    refused,
    run,
    with_real_files,
    written,
)


@pytest.fixture
def fdc(app, session):
    done = run(app, "import-foods", FDC_ZIP)
    assert done.exit_code == 0
    return done.output


def food(session, source_id):
    return session.scalars(select(Food).where(Food.source_id == source_id)).one()


@with_real_files
def test_fdc_has_320_foods_of_which_29_have_no_energy(app, session, fdc):
    assert "387 rows: " in fdc
    assert "320 created" in fdc
    assert "67 superseded, " in fdc
    assert "291 with energy, 29 without energy." in fdc
    assert session.scalar(select(func.count(Food.id))) == 320
    assert session.scalar(select(func.count(Food.energy_kcal))) == 291
    assert session.scalar(select(func.count(FoodPortion.food_id.distinct()))) == 88


@with_real_files
def test_fdc_s_figures_are_those_of_the_worked_examples(app, session, fdc):
    oil, banana, apple = (food(session, key) for key in ("748608", "1105314", "1750339"))
    assert (oil.energy_kcal, oil.fat_g, oil.energy_estimated_kcal) == (
        None, Decimal("93.7"), Decimal("843.3"),
    )  # fmt: skip
    assert (banana.energy_kcal, banana.carbs_g, banana.fibre_g) == (97, 23, Decimal("1.7"))
    assert {p.name: p.grams for p in banana.portions} == {"Banana, Peeled": 115}
    assert apple.energy_kcal == Decimal("55.622745")
    milk = food(session, "746782")
    assert milk.salt_g == Decimal("0.095")


@with_real_files
def test_fdc_is_read_exactly(app):
    rows = {row.key: row.values for row in read_foods(FDC_ZIP) if isinstance(row, Incoming)}
    assert rows["1750339"]["energy_kcal"] == Decimal("55.622745")
    assert rows["2346396"]["energy_kcal"] == Decimal("378.866123")


@with_real_files
def test_fdc_twice_changes_nothing_and_undoing_leaves_nothing(app, session, fdc):
    assert "320 unchanged" in run(app, "import-foods", FDC_ZIP).output
    number = fdc.strip().rpartition("undo-import ")[2].rstrip("`.")
    assert "320 rows are gone" in run(app, "undo-import", number).output
    assert session.scalar(select(func.count(Food.id))) == 0


@with_real_files
def test_fdc_tells_in_a_dry_run_of_each_superseded_row(app, session):
    said = run(app, "import-foods", FDC_ZIP, "--dry-run").output
    assert said.count(": superseded ") == 67
    assert said.count("energy unknown; estimated from the macros") <= 29
    assert "Oil, olive, extra virgin: energy unknown; estimated from the macros: 843.3 kcal" in said
    assert session.scalar(select(func.count(Food.id))) == 0


@with_real_files
def test_fdc_cut_in_half_is_refused(app, session, tmp_path):
    path = written(tmp_path, "half.zip", FDC_ZIP.read_bytes()[:1_600_000])
    assert "half.zip: the zip is truncated or damaged" in refused(app, "import-foods", path)
    assert session.scalar(select(func.count(Food.id))) == 0


@with_real_files
def test_sr_comes_in_by_its_quirky_headers(app, session):
    assert "8618 rows: 8618 created" in run(app, "import-foods", SR_CSV).output
    butter = food(session, "01001")
    assert (butter.name, butter.energy_kcal) == ("BUTTER,WITH SALT", 717)
    assert (butter.salt_g, butter.saturates_g) == (Decimal("1.6075"), Decimal("51.368"))
    assert {p.name: p.grams for p in butter.portions} == {
        '1 pat,  (1" sq, 1/3" high)': 5, "1 tbsp": Decimal("14.2"),
    }  # fmt: skip
    further = {f.nutrient: (f.amount, f.unit) for f in butter.further}
    assert (further["selenium"], further["vitamin_a"]) == ((1, "ug"), (684, "ug"))


@with_real_files
def test_free_exercise_db_has_873_exercises(app, session):
    assert "873 rows: 873 created" in run(app, "import-exercises", EXERCISE_DB).output
    assert "873 rows: 873 unchanged" in run(app, "import-exercises", EXERCISE_DB).output
    unknown = [Exercise.force, Exercise.mechanics, Exercise.equipment_id, Exercise.instructions]
    missing = [session.scalar(select(func.count()).where(each.is_(None))) for each in unknown]
    assert missing == [29, 87, 77, 5]
    assert session.scalar(select(func.count(Muscle.id))) == 17
    assert session.scalar(select(func.count(Equipment.id))) == 12
    assert session.scalar(select(func.count(Exercise.slug.distinct()))) == 873


def test_the_starter_library_comes_in_whole_and_goes_again(app, session):
    done = run(app, "import-starter")
    assert done.exit_code == 0
    assert "refused" not in done.output
    assert "there is no" not in run(app, "import-exercises", STARTER[0], "--dry-run").output
    assert session.scalar(select(func.count(Exercise.id))) > 100
    assert session.scalar(select(func.count(Food.id))) > 200
    assert set(session.scalars(select(Food.source))) == {"fitadmin"}
    assert set(session.scalars(select(Exercise.licence))) == {"CC0 1.0"}
    assert " unchanged" in run(app, "import-foods", STARTER[1]).output
