"""Files to import: the samples beside, copied and spoiled, and the real ones where they are."""

import shutil
import zipfile
from pathlib import Path

import pytest

from fitadmin.extensions import db

SAMPLES = Path(__file__).parent / "samples"
REAL = Path(__file__).parents[3] / "shared" / "data"
FDC_ZIP = REAL / "foods" / "FoodData_Central_foundation_food_csv_2024-10-31.zip"
SR_CSV = REAL / "foods" / "usda_sr_abbrev_latin1.csv"
EXERCISE_DB = REAL / "exercises" / "free-exercise-db.json"

with_real_files = pytest.mark.skipif(not FDC_ZIP.exists(), reason="no ../shared/data here")


def run(app, *arguments):
    """`flask fitadmin ...`: what it says, and its exit code."""
    done = app.test_cli_runner().invoke(args=["fitadmin", *map(str, arguments)])
    assert not isinstance(done.exception, Exception) or isinstance(done.exception, SystemExit)
    db.session.expire_all()
    return done


def refused(app, *arguments):
    """What a command that must fail says in its one line."""
    done = run(app, *arguments)
    assert done.exit_code == 1, done.output
    assert len(done.output.strip().splitlines()) == 1
    return done.output.strip()


def written(folder, name, content):
    """A file with this text or these bytes."""
    path = Path(folder) / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def fdc_folder(folder):
    """The sample of FoodData Central, to be changed."""
    return Path(shutil.copytree(SAMPLES / "fdc", Path(folder) / "fdc"))


def fdc_zip(folder, source=SAMPLES / "fdc", name="fdc.zip", without=()):
    """The sample as it is downloaded: a zip with one folder inside."""
    path = Path(folder) / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for each in sorted(source.iterdir()):
            if each.name not in without:
                packed.write(each, f"FoodData_Central/{each.name}")
    return path
