"""People who read in units and languages of their own, and rows for them to read."""

from sqlalchemy import inspect

from fitadmin.access import acting_as, forget_everybody
from fitadmin.extensions import db
from fitadmin.models.scope import SYSTEM, scoped_models
from fitadmin.views.columns.units import unit_of

MEASURED = [
    column
    for model in scoped_models()
    for column in inspect(model).columns
    if unit_of(column.name) is not None and column.type.scale is not None
]
"""Columns of amounts that readers may have in another unit."""
AMERICAN = {"mass_unit": "lb", "length_unit": "in", "energy_unit": "kj"}


def reads(gym, name="own", **values):
    """The account of *name*, reading like that."""
    with acting_as(SYSTEM):
        user = gym.user(name)
        for key, value in values.items():
            setattr(user, key, value)
        db.session.commit()
    forget_everybody()
    return user


def keep(row, **values):
    with acting_as(SYSTEM):
        for key, value in values.items():
            setattr(row, key, value)
        db.session.commit()
    return row.id


def now_kept(gym, model, column):
    db.session.expire_all()
    return getattr(gym.row(model), column)
