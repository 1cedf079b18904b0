"""References to rows that are not there or not in sight, and rows that are second of a kind."""

from tests.access.test_pages import typed
from tests.traps.doors import (
    NO_ID,
    SQLITE,
    Complaints,
    bodies,
    changes,
    counts,
    model_of,
    pages,
    path_of,
    reader_of,
    relations_of,
    resources,
    send,
)


def test_a_reference_to_nothing_makes_no_row(gym, call):
    program, wrong = call(gym.user("admin")), Complaints()
    tried = 0
    for number, (api, body) in enumerate(bodies(gym)):
        before = counts()
        for name, to_many in relations_of(api).items():
            odd = NO_ID[2 + number % (len(NO_ID) - 2)]  # every other kind at some of the doors
            for ident in (*NO_ID[:2], odd) if name in api.add_columns else ():
                bad = body | {name: [ident] if to_many else ident}
                answer = send(program, "post", path_of(api), bad)
                wrong.refused((api.resource_name, name, ident), answer, 422)
                tried += 1
        wrong.unless(counts() == before, f"{api.resource_name} made rows")
    assert wrong == []
    assert tried > 100


def test_a_change_to_a_reference_to_nothing_makes_no_row(gym, call):
    wrong, before = Complaints(), counts()
    for api, address, _body in changes(gym):
        program = call(reader_of(api, gym))
        for name, to_many in relations_of(api).items():
            for ident in NO_ID[:2] if name in api.edit_columns else ():
                answer = send(program, "put", address, {name: [ident] if to_many else ident})
                wrong.refused((address, name, ident), answer, 422)
    assert wrong == []
    assert counts() == before


@SQLITE
def test_a_form_that_names_nothing_makes_no_row(gym, browse):
    browser, wrong = browse(gym.user("admin")), Complaints()
    filled = [(view, typed(view, gym.row(model_of(view)))) for view in pages(taking="add")]
    for view, values in filled:
        before = counts()
        for name in relations_of(view):
            if name not in view.add_columns or name not in values:
                continue
            for ident in ("987654", "😀"):
                answer = browser.post(f"{view.route_base}/add", data=values | {name: [ident]})
                wrong.unless(
                    answer.status_code == 200,
                    f"{view.route_base} {name} {ident}: {answer.status_code}",
                )
        wrong.unless(counts() == before, f"{view.route_base} made rows")
    assert wrong == []


@SQLITE
def test_nobody_refers_to_a_row_out_of_sight(gym, call):
    """The body is Carla's; who sends it neither coaches her nor is she."""
    wrong, senders = Complaints(), [call(gym.user(who)) for who in ("other", "former", "stranger")]
    for api, body in bodies(gym):
        if "client" not in body and not relations_of(api).keys() & body.keys() - {
            "exercise",
            "food",
        }:
            continue
        for program in senders:
            before, answer = counts(), program.post(path_of(api), json=body)
            if answer.status_code == 201:  # nothing of it is Carla's
                wrong.unless("client" not in body, f"{api.resource_name} took another's client")
                continue
            wrong.refused(api.resource_name, answer, 403, 422)
            wrong.unless(counts() == before, f"{api.resource_name} made rows")
    assert wrong == []


def test_a_second_one_of_a_kind_is_a_conflict_in_words(gym, call):
    program, wrong = call(gym.user("admin")), Complaints()
    uid = "6f1c8e0a-2d3b-4c5d-8e9f-0a1b2c3d4e5f"
    for api, body in bodies(gym):
        if "uid" not in api.add_columns:
            continue
        first = program.post(path_of(api), json=body | {"uid": uid})
        wrong.unless(first.status_code == 201, f"{api.resource_name}: {first.text[:200]}")
        before = counts()
        wrong.refused(api.resource_name, program.post(path_of(api), json=body | {"uid": uid}), 409)
        wrong.unless(counts() == before, f"{api.resource_name} made rows")
    assert wrong == []


def test_deleting_what_others_refer_to_is_never_a_fault(gym, call, browse):
    """By program and by page; what cannot be deleted is refused in words."""
    wrong = Complaints()
    known = [
        (api, f"{path_of(api)}{gym.row(model_of(api)).id}") for api in resources(taking="delete")
    ]
    for api, address in known:
        answer = call(reader_of(api, gym)).delete(address)
        if answer.status_code != 200:
            wrong.refused(address, answer, 403, 404, 409, 422)
    assert wrong == []
    for view in pages(taking="delete"):
        answer = browse(reader_of(view, gym)).post(f"{view.route_base}/delete/1")
        wrong.unless(answer.status_code < 500, (view.route_base, answer.status_code))
    assert wrong == []
