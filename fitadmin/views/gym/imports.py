"""Taking a file in, step by step: choose it, map its columns, look it through, take it in."""

from typing import Any

from flask import Response, abort, current_app, flash, jsonify, redirect, request, url_for
from flask_appbuilder import BaseView, expose, has_access, permission_name
from flask_babel import gettext as _
from flask_babel import ngettext

from fitadmin.access import TAKE_IN, WRITE, identify
from fitadmin.importers.client_table import ISO
from fitadmin.importers.files import FileRefused
from fitadmin.importers.uploads import first_look, look_noted, read_upload, words_of, work_on
from fitadmin.models.gym import ImportUpload
from fitadmin.services.base import REFUSALS, explain
from fitadmin.services.gym import uploads
from fitadmin.services.queue import enqueue
from fitadmin.views.gym import mapping, verdicts
from fitadmin.views.gym.reasons import translated

JOB = "fitadmin.jobs.gym.work_on_upload"
LONGEST_SOURCE = 40
UNFINISHED = ("queued", "working")


def kinds() -> dict[str, Any]:
    """What the reader may take in: whose rows they may write."""
    may, words = identify().may, mapping.MODELS
    return {
        kind: label for kind, label in mapping.KINDS.items() if may(f"can_{WRITE}", words[kind])
    }


class ImportFileView(BaseView):
    """The door for files. Each upload has an address that nobody else finds."""

    route_base = "/import"
    class_permission_name = "ImportBatch"
    base_permissions = [f"can_{TAKE_IN}"]
    default_view = "choose"

    @expose("/", methods=["GET", "POST"])
    @has_access
    @permission_name(TAKE_IN)
    def choose(self) -> Any:
        """Which file, and what is in it."""
        problem = self._receive() if request.method == "POST" else None
        if isinstance(problem, Response):
            return problem
        page = self.render_template(
            "gym/import_file.html",
            title=_("Import a file"),
            kinds=kinds(),
            problem=problem,
            most_mb=current_app.config["MAX_CONTENT_LENGTH"] // 2**20,
        )
        return page, 422 if problem else 200

    @expose("/<key>/")
    @has_access
    @permission_name(TAKE_IN)
    def page(self, key: str) -> Any:
        """Where the file stands: what is to be said, how far it is, what came of it."""
        upload = self._upload(key)
        state = uploads.state_of(self.appbuilder.session, upload)
        if state in ("looked", "failed") and "columns" in request.args:
            state = "columns"
        if state == "columns":
            return self._columns_page(upload)
        if state in ("looked", "taken"):
            return verdicts.page(self, upload, state)
        return self._progress(upload, state)

    @expose("/<key>/look", methods=["POST"])
    @has_access
    @permission_name(TAKE_IN)
    def look(self, key: str) -> Any:
        """Keep what the columns mean, and try the import out."""
        upload = self._upload(key)
        look = look_noted(upload)
        columns, wrong = mapping.chosen(request.form, upload.kind, look)
        if wrong:
            return self._columns_page(upload, columns, wrong), 422
        choice = {**_choice(), "columns": columns}
        try:
            uploads.choose(self.appbuilder.session, upload.id, choice)
            self.appbuilder.session.commit()  # what was chosen stays, should the work fail
        except REFUSALS as error:
            self.appbuilder.session.rollback()
            flash(explain(error).message, "danger")
            return self._back(key)
        return self._run(upload, "looking")

    @expose("/<key>/take", methods=["POST"])
    @has_access
    @permission_name(TAKE_IN)
    def take(self, key: str) -> Any:
        """Take the file in, once."""
        return self._run(self._upload(key), "taking")

    @expose("/<key>/again", methods=["POST"])
    @has_access
    @permission_name(TAKE_IN)
    def again(self, key: str) -> Any:
        """Begin anew what was dropped or has failed; `here` for not waiting for a worker."""
        upload = self._upload(key)
        step = "taking" if upload.step == "taking" else "looking"
        return self._run(upload, step, here="here" in request.form)

    @expose("/<key>/drop", methods=["POST"])
    @has_access
    @permission_name(TAKE_IN)
    def drop(self, key: str) -> Any:
        """Forget the file; what it brought stays."""
        upload = self._upload(key)
        if uploads.state_of(self.appbuilder.session, upload) == "working":
            flash(_("This file is being worked on."), "warning")
            return self._back(key)
        uploads.forget(self.appbuilder.session, upload)
        self.appbuilder.session.commit()
        flash(_("The file is gone."), "success")
        return redirect(url_for("ImportFileView.choose"))

    @expose("/<key>/state")
    @has_access
    @permission_name(TAKE_IN)
    def state(self, key: str) -> Response:
        """How far the work is, for the bar."""
        upload = self._upload(key)
        state = uploads.state_of(self.appbuilder.session, upload)
        return jsonify(_how_far(upload, state))

    @expose("/<key>/refused")
    @has_access
    @permission_name(TAKE_IN)
    def refused(self, key: str) -> Response:
        """The refused rows as a file, each with its reason."""
        return verdicts.refused(self._upload(key))

    def _upload(self, key: str) -> ImportUpload:
        """The reader's own upload of something that they may write; 404 for any other."""
        upload = uploads.upload_of(self.appbuilder.session, key)
        if upload is None or upload.kind not in kinds():
            abort(404)
        return upload

    def _back(self, key: str) -> Any:
        return redirect(url_for("ImportFileView.page", key=key))

    def _receive(self) -> Any:
        """The way to the columns of the file that was sent, or what is wrong with it."""
        kind, sent = request.form.get("kind", ""), request.files.get("file")
        if kind not in kinds():
            return _("Choose what is in the file.")
        if sent is None or not sent.filename:
            return _("Choose a file.")
        try:
            upload = uploads.receive(self.appbuilder.session, kind, sent.filename, sent.stream)
        except OSError:
            self.appbuilder.session.rollback()
            return _("The file could not be kept: the disk may be full.")
        try:
            look = first_look(upload)
        except FileRefused as error:
            words = translated(words_of(error, upload))
            uploads.waiting(upload).forget()
            self.appbuilder.session.rollback()
            return words
        for name, value in (*_choice().items(), ("rows", look.rows), ("columns", look.guessed)):
            setattr(upload, name, value)
        upload.date_format = look.date_format or ISO
        key = upload.key
        self.appbuilder.session.commit()
        return self._back(key)

    def _columns_page(
        self, upload: ImportUpload, columns: Any = None, wrong: list[str] | None = None
    ) -> str:
        look = look_noted(upload)
        columns = upload.columns or {} if columns is None else columns
        return str(
            self.render_template(
                "gym/import_columns.html",
                title=_("What is in the file"),
                upload=upload,
                look=look,
                fields=mapping.fields_of(upload.kind),
                needed=mapping.needed_of(upload.kind),
                field_at={place: name for name, place in columns.items()},
                readings=mapping.readings(look),
                date_format=request.form.get("date_format") or upload.date_format,
                wrong=wrong or [],
            )
        )

    def _progress(self, upload: ImportUpload, state: str) -> str:
        return str(
            self.render_template(
                "gym/import_progress.html",
                title=_("Importing") if upload.step == "taking" else _("Looking through the file"),
                upload=upload,
                error=translated(upload.error or ""),
                state=state,
                far=_how_far(upload, state),
            )
        )

    def _run(self, upload: ImportUpload, step: str, *, here: bool = False) -> Any:
        """Have *step* done: a long file by a worker, if there is one."""
        session, ident, key = self.appbuilder.session, upload.id, upload.key
        is_busy = uploads.state_of(session, upload) == "working"
        if is_busy or not uploads.may_begin(upload, step):
            return self._back(key)
        if upload.rows > uploads.SHORT_ROWS and not here:
            begun = uploads.begin(session, ident, step)
            if begun is None:
                session.rollback()
                return self._back(key)
            number = begun.begun
            session.commit()
            if enqueue(JOB, ident, number):
                return self._back(key)
            flash(_("No worker is running: this was done while you waited."), "info")
        self._at_once(upload, step)
        return self._back(key)

    def _at_once(self, upload: ImportUpload, step: str) -> None:
        session, ident, waiting = self.appbuilder.session, upload.id, uploads.waiting(upload)
        try:
            with waiting.at_work() as bar:
                session.refresh(upload)  # somebody may have been at work while we waited
                if not uploads.may_begin(upload, step):
                    return
                done = work_on(session, ident, step, read_upload(upload), bar)
                session.commit()
        except FileRefused as error:
            self._failed(ident, step, words_of(error, upload))
        except OSError:
            self._failed(ident, step, "")
        except REFUSALS as error:
            words = explain(error).message
            self._failed(ident, step, words)
        else:
            if done and step == "taking":
                waiting.drop_file()

    def _failed(self, ident: int, step: str, words: str) -> None:
        self.appbuilder.session.rollback()
        uploads.fail(self.appbuilder.session, ident, step, words)
        self.appbuilder.session.commit()


def _choice() -> dict[str, Any]:
    """What was said about the whole file."""
    source = " ".join(request.form.get("source", "").split())[:LONGEST_SOURCE]
    choice = {"source": source or None, "overwrite": "overwrite" in request.form}
    if "date_format" in request.form:
        choice["date_format"] = mapping.chosen_format(request.form)
    return choice


def _how_far(upload: ImportUpload, state: str) -> dict[str, Any]:
    """The state, the steps of the bar, and a sentence."""
    far = uploads.waiting(upload).how_far()
    done, most = far or (0, 0)
    return {
        "is_over": state not in UNFINISHED,
        "is_queued": state == "queued",
        "done": done,
        "most": most,
        "words": _sentence(upload.step, state, done, most // 2),
    }


def _sentence(step: str, state: str, done: int, rows: int) -> str:
    if state == "queued":
        return _("Waiting for a worker …")
    if not rows:
        return _("Reading the file …")
    if done <= rows:
        return ngettext(
            "%(done)s of %(num)s row checked", "%(done)s of %(num)s rows checked", rows, done=done
        )
    if step == "looking":
        return ngettext(
            "%(done)s of %(num)s row tried out", "%(done)s of %(num)s rows tried out",
            rows, done=done - rows,
        )  # fmt: skip
    return ngettext(
        "%(done)s of %(num)s row written", "%(done)s of %(num)s rows written",
        rows, done=done - rows,
    )  # fmt: skip
