"""A resource: a model's JSON, or an answer computed from a row."""

from typing import Any

from flask_appbuilder.api import BaseApi
from flask_appbuilder.models.sqla.interface import SQLAInterface

from fitadmin.access import API_METHODS
from fitadmin.api.base.asking import Questions
from fitadmin.api.base.reading import Reading
from fitadmin.api.base.schemas import Converter
from fitadmin.api.base.writing import Writing
from fitadmin.api.openapi import describe
from fitadmin.models.reading import DomainTable


class DomainApi(Reading, Writing):
    """A model's JSON, guarded by the same permissions as its pages."""

    allow_browser_login = True
    method_permission_name = API_METHODS
    base_permissions = ["can_read", "can_write", "can_delete"]
    model2schemaconverter = Converter
    max_page_size = 100
    base_order = ("id", "asc")
    _schemas: dict[str, Any] | None = None

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if isinstance(datamodel := getattr(cls, "datamodel", None), SQLAInterface):
            cls.class_permission_name = datamodel.obj.__name__
            cls.openapi_spec_tag = cls.class_permission_name
            if not hasattr(datamodel.obj, "deleted_at") or "delete" in cls.exclude_route_methods:
                cls.exclude_route_methods = {*cls.exclude_route_methods, "restore"}

    def create_blueprint(self, appbuilder: Any, *args: Any, **kwargs: Any) -> Any:
        """Without the schemas: each is made when first asked for, which keeps the start short."""
        self._questions = Questions(self)
        blueprint = BaseApi.create_blueprint(self, appbuilder, *args, **kwargs)
        self._schemas = {}
        return blueprint

    def add_api_spec(self, api_spec: Any) -> None:
        """Describe this resource by its own declarations."""
        describe(self, api_spec)

    @property
    def list_model_schema(self) -> Any:
        """What a row of a list is serialised by."""
        return self._schema(self.list_columns, self.list_model_schema_name)

    @property
    def show_model_schema(self) -> Any:
        """What an item is serialised by."""
        return self._schema(self.show_columns, self.show_model_schema_name)

    @property
    def add_model_schema(self) -> Any:
        """What a new row is read by."""
        return self._schema(self.add_columns, self.add_model_schema_name, nested=False)

    @property
    def edit_model_schema(self) -> Any:
        """What a change is read by."""
        return self._schema(self.edit_columns, self.edit_model_schema_name, nested=False)

    def _schema(self, columns: Any, name: str, *, nested: bool = True) -> Any:
        """None while Flask-AppBuilder looks at every attribute to find the addresses."""
        if self._schemas is None:
            return None
        if name not in self._schemas:
            self._schemas[name] = self.model2schemaconverter.convert(
                columns, nested=nested, parent_schema_name=name
            )
        return self._schemas[name]


class VerbApi(BaseApi):
    """An answer computed from a row in sight; *class_permission_name* says which permission."""

    allow_browser_login = True
    base_permissions = ["can_read"]
    datamodel: DomainTable
