"""What the palette answers, asked as a browser asks it."""

EVERYTHING = ("admin", "manager", "desk", "own", "cover", "nutri", "other", "former", "client")


def ask(browser, text=None, **asked):
    """What is answered to *text*."""
    if text is not None:
        asked["q"] = text
    answer = browser.get("/find", query_string=asked)
    assert answer.status_code == 200, answer.text
    return answer.json


def titles(answer, group=None):
    """The titles of all rows, or of those of one group, in order."""
    groups = [each for each in answer["groups"] if group in {None, each["title"]}]
    return [row["title"] for each in groups for row in each["rows"]]
