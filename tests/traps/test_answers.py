"""What is in no answer: SQL, a trace, a path, another one's rows."""

from tests.access.matrix import EVERYONE, rule_of
from tests.traps.doors import (
    SQLITE,
    TELLTALE,
    Complaints,
    model_of,
    pages,
    path_of,
    reader_of,
    resources,
    send,
)
from tests.traps.test_cookies import UNVISITED, address_of


@SQLITE
def test_no_answer_carries_sql_or_a_path(gym, call):
    """Whatever a program asks of any address, with an id that cannot be or a body of nonsense."""
    admin, wrong = call(gym.user("admin")), Complaints()
    for rule in gym.app.url_map.iter_rules():
        if not rule.rule.startswith(("/api/", "/health/")) or rule_of(rule.endpoint) == EVERYONE:
            continue
        for verb in rule.methods & {"POST", "PUT", "DELETE"}:
            address = address_of(rule, 987654)
            answer = send(admin, verb.lower(), address, {"nonsense": 1, "name": "\ud800"})
            wrong.unless(answer.status_code < 500, (rule.rule, verb, answer.text[:200]))
            wrong.unless(not TELLTALE.search(answer.text), (rule.rule, verb, answer.text[:300]))
    assert wrong == []


@SQLITE
def test_no_page_of_an_error_tells_how_it_is_built(gym, browse):
    """A page for people, with the id under which it stands in the log."""
    wrong = Complaints()
    for view in pages():
        browser, base = browse(reader_of(view, gym)), view.route_base
        for address in (f"show/{987654}", f"show/{2**63}", "show/x", "nonsense",
                        f"list/?page_{type(view).__name__}={'9' * 30}"):  # fmt: skip
            answer = browser.get(f"{base}/{address}")
            where = (base, address)
            wrong.unless(answer.status_code in {400, 404}, (where, answer.status_code))
            wrong.unless(answer.mimetype == "text/html", (where, answer.mimetype))
            wrong.unless(answer.headers["X-Request-ID"] in answer.text, (where, "has no id"))
            wrong.unless(not TELLTALE.search(answer.text), (where, "tells too much"))
    assert wrong == []


@SQLITE
def test_no_page_breaks_on_what_cannot_be(gym, browse):
    """Pages of the framework, too: odd ids, odd parameters, odd text."""
    browser, wrong = browse(gym.user("admin")), Complaints()
    for rule in gym.app.url_map.iter_rules():
        if rule.rule.startswith(("/api/", "/health/")) or UNVISITED.search(rule.endpoint):
            continue
        if not rule.arguments & {"pk"} or "GET" not in rule.methods:
            continue
        answer = browser.get(address_of(rule, 2**63))
        wrong.unless(answer.status_code < 500, (rule.rule, answer.status_code))
    assert wrong == []


@SQLITE
def test_half_a_character_or_a_nul_in_a_form_is_no_fault(gym, browse):
    wrong = Complaints()
    for view in pages(taking="add"):
        browser = browse(reader_of(view, gym))
        for text in ("a%00b%ED%A0%80", "5%25f"):
            names = [n for n in view.add_columns if view.datamodel.is_string(n)]
            answer = browser.post(
                f"{view.route_base}/add",
                data="&".join(f"{name}={text}" for name in names),
                content_type="application/x-www-form-urlencoded",
            )
            wrong.unless(answer.status_code < 500, (view.route_base, text, answer.status_code))
    assert wrong == []


@SQLITE
def test_no_action_touches_a_row_out_of_sight(gym, browse):
    """Single and bulk, on every page, asked by a trainer who has never coached Carla."""
    known = [(view, gym.row(model_of(view)).id) for view in pages()]
    versions = {}
    for view, _ident in known:
        versions[view] = getattr(gym.row(model_of(view)), "version", None)
    wrong = Complaints()
    for view, ident in known:
        for who in ("other", "stranger"):
            browser = browse(gym.user(who))
            for name in (*view.actions, "muldelete", "delete", "no_such"):
                data = {"action": name, "rowid": [str(ident), "987654", str(2**63), "x", "-1"]}
                answer = browser.post(f"{view.route_base}/action_post", data=data)
                wrong.unless(answer.status_code < 500, (view.route_base, name, answer.status_code))
                answer = browser.post(f"{view.route_base}/action/{name}/{ident}")
                wrong.unless(answer.status_code < 500, (view.route_base, name, answer.status_code))
        row = gym.row(model_of(view))
        same = row.id == ident and getattr(row, "version", None) == versions[view]
        wrong.unless(same, (view.route_base, "has changed"))
    assert wrong == []


@SQLITE
def test_what_is_out_of_sight_is_in_no_answer(gym, call):
    """Every list, asked by people to whom nothing of Carla's belongs."""
    wrong = Complaints()
    for who in ("other", "former", "stranger"):
        program = call(gym.user(who))
        for api in resources():
            told = program.get(f"{path_of(api)}?q=(page_size:100)").text
            wrong.unless("Carla" not in told, (who, api.resource_name))
    assert wrong == []
