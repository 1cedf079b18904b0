"""The page of a coach: as many rows of each client as it has at most, then the first of all these.

Each client has an index, so it costs the same however many rows there are. Asked as one,
PostgreSQL would walk through the rows of the whole gym, or sort all of the coach's.
"""

from typing import Any

from sqlalchemy import Subquery, literal_column, select, true

from fitadmin.models.reading.operators import conditions
from fitadmin.models.reading.places import behind, cut, order_of
from fitadmin.models.reading.shapes import Shape
from fitadmin.models.scope import Asking


def page_by_client(model: type[Any], shape: Shape, kind: Asking) -> Subquery | None:
    """The ids (`id`) of the page's rows; None where all rows may as well be asked at once."""
    own = model.clients_of(kind)
    if own is None or shape.offset is None or shape.is_searched:
        return None
    its = model.__table__.alias("its").c
    few = (
        select(its.id, *([] if shape.order == "id" else [its[shape.order]]))
        .where(
            its.client_id == own.c.client_id,
            model.living(its),
            *conditions(model, its, kind, shape.filters),
            *behind(its, shape),
        )
        .order_by(*order_of(its, shape))
        .limit(literal_column(str(shape.offset + shape.limit)))
        .lateral("few")
    )
    page = select(few.c.id).select_from(own.join(few, true())).order_by(*order_of(few.c, shape))
    return cut(page, shape).subquery("page")
