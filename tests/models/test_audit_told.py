"""Every table and column is told in the audit, or says why it is not."""

from flask_appbuilder import Model

import fitadmin.models  # noqa: F401  maps every table
from fitadmin.models.history import HIDDEN, UNTOLD, told_of
from fitadmin.models.history.told import PASSED_OVER, leader_of


def tables():
    return {mapper.local_table.name: mapper.class_ for mapper in Model.registry.mappers}


class TestWhatIsTold:
    def test_every_table_is_told_or_says_why_not(self):
        for name, model in tables().items():
            assert (told_of(model) is None) == (name in UNTOLD), name
        assert set(UNTOLD) - {"auth_version"} <= set(tables())
        assert all(len(reason) > 10 for reason in UNTOLD.values())

    def test_every_column_is_told_or_says_why_not(self):
        for name, model in tables().items():
            if name not in UNTOLD:
                passed_over = {*PASSED_OVER[""], *PASSED_OVER.get(name, {})}
                assert told_of(model).columns == set(model.__table__.c.keys()) - passed_over, name
                assert told_of(model).hidden == set(HIDDEN.get(name, ()))

    def test_what_is_left_out_exists(self):
        for left_out in (HIDDEN, PASSED_OVER):
            for name, columns in left_out.items():
                if name:
                    assert set(columns) <= set(Model.metadata.tables[name].c.keys())

    def test_every_table_of_pairs_is_told_by_one_row(self):
        mapped = {mapper.local_table for mapper in Model.registry.mappers}
        links = [
            (told.table, name)
            for model in tables().values()
            if (told := told_of(model))
            for name in told.links
        ]
        pairs = [table for table in Model.metadata.sorted_tables if table not in mapped]
        pairs = [table for table in pairs if table.name not in UNTOLD]
        assert all(leader_of(table) is not None for table in pairs)
        assert sorted(links) == [
            ("ab_group", "roles"),
            ("ab_role", "permissions"),
            ("ab_user", "groups"),
            ("ab_user", "roles"),
            ("exercise", "primary_muscles"),
            ("exercise", "secondary_muscles"),
            ("exercise", "substitutes"),
        ]
        assert len(pairs) == len(links)

    def test_a_word_that_may_be_a_secret_is_hidden(self):
        for name, model in tables().items():
            for column in () if told_of(model) is None else told_of(model).columns:
                if any(word in column for word in ("password", "hash", "secret", "token")):
                    assert column in HIDDEN.get(name, {})
