"""JSON for people: clients, who coaches them, and what a coach must know."""

from fitadmin.api.base import DomainApi
from fitadmin.api.columns import CHANGED, CLIENT, LOCATION, RECORD, TIMES, TRAINER
from fitadmin.models.people import (
    ClientHealth,
    ClientNote,
    ClientProfile,
    Coaching,
    Consent,
    TrainerProfile,
)
from fitadmin.models.reading import DomainTable


class TrainerProfileApi(DomainApi):
    resource_name = "trainers"
    datamodel = DomainTable(TrainerProfile)

    _facts = [
        "first_name", "last_name", "kind", "bio", "specialities", "certifications", "capacity",
    ]  # fmt: skip
    list_columns = ["id", *_facts, *LOCATION, *CHANGED]
    show_columns = ["id", *_facts, *LOCATION, *RECORD]
    add_columns = ["uid", *_facts, "location"]
    edit_columns = [*_facts, "location"]
    search_columns = [*_facts, "location", *TIMES]
    order_columns = ["id", "first_name", "last_name", "kind", "capacity", *TIMES]


class ClientProfileApi(DomainApi):
    resource_name = "clients"
    datamodel = DomainTable(ClientProfile)

    _facts = [
        "first_name", "last_name", "number", "born_on", "email", "phone", "address",
        "emergency_name", "emergency_phone", "timezone", "status", "joined_on",
    ]  # fmt: skip
    list_columns = [
        "id", "first_name", "last_name", "number", "born_on", "email", "phone", "status",
        "joined_on", *LOCATION, *CHANGED,
    ]  # fmt: skip
    show_columns = ["id", *_facts, *LOCATION, *RECORD]
    add_columns = ["uid", *_facts, "location"]
    edit_columns = [*_facts, "location"]
    search_columns = [
        "first_name", "last_name", "number", "born_on", "email", "phone", "status", "joined_on",
        "location", *TIMES,
    ]  # fmt: skip
    order_columns = [
        "id", "first_name", "last_name", "number", "born_on", "status", "joined_on", *TIMES,
    ]  # fmt: skip


class CoachingApi(DomainApi):
    resource_name = "coachings"
    datamodel = DomainTable(Coaching)

    _facts = ["role", "started_on", "ended_on"]
    list_columns = ["id", *TRAINER, *CLIENT, *_facts, *CHANGED]
    show_columns = ["id", *TRAINER, *CLIENT, *_facts, *RECORD]
    add_columns = ["uid", "trainer", "client", *_facts]
    edit_columns = ["trainer", *_facts]
    search_columns = ["trainer", "client", *_facts, *TIMES]
    order_columns = ["id", *_facts, *TIMES]


class ClientHealthApi(DomainApi):
    resource_name = "client-health"
    datamodel = DomainTable(ClientHealth)

    _facts = [
        "sex", "height_cm", "activity", "goal", "notes", "injuries", "allergies", "diet",
        "dislikes",
    ]  # fmt: skip
    list_columns = ["id", *CLIENT, *_facts, *CHANGED]
    show_columns = ["id", *CLIENT, *_facts, *RECORD]
    add_columns = ["uid", "client", *_facts]
    edit_columns = _facts
    search_columns = ["client", *_facts, *TIMES]
    order_columns = ["id", "sex", "height_cm", "activity", *TIMES]


class ConsentApi(DomainApi):
    resource_name = "consents"
    datamodel = DomainTable(Consent)

    _facts = ["purpose", "text_version", "given_at", "withdrawn_at"]
    list_columns = ["id", *CLIENT, *_facts, *CHANGED]
    show_columns = ["id", *CLIENT, *_facts, *RECORD]
    add_columns = ["uid", "client", *_facts]
    edit_columns = ["withdrawn_at"]
    search_columns = ["client", *_facts, *TIMES]
    order_columns = ["id", *_facts, *TIMES]


class ClientNoteApi(DomainApi):
    resource_name = "client-notes"
    datamodel = DomainTable(ClientNote)

    list_columns = ["id", *CLIENT, "text", "is_shared", "created_at", *CHANGED]
    show_columns = ["id", *CLIENT, "text", "is_shared", *RECORD]
    add_columns = ["uid", "client", "text", "is_shared"]
    edit_columns = ["text", "is_shared"]
    search_columns = ["client", "text", "is_shared", *TIMES]
    order_columns = ["id", "is_shared", *TIMES]
