"""What runs, what waits, and what went wrong: one line in the status bar, and a panel that lists it all."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidencepack.gui import icons, theme
from evidencepack.gui.jobs import Job, Jobs, Trouble
from evidencepack.gui.widgets.notices import ShortenedLine, empty, line, words
from evidencepack.model.wording import counted


def time_left(seconds: float | None) -> str:
    """A rough time, for a person."""
    if seconds is None:
        return ""
    if seconds < 3:
        return "a few seconds left"
    if seconds < 50:
        return f"about {max(5, round(seconds / 5) * 5)} seconds left"
    minutes = max(1, round(seconds / 60))
    return f"about {counted(minutes, 'minute')} left"


def how_far(job: Job) -> str:
    """What a job is doing now, and how much is done."""
    if job.cancelled():
        return "Stopping…"
    if job.state == "waiting":
        return "Waiting for its turn"
    parts = [job.saying, f"{min(job.done, job.steps)} of {job.steps}" if job.steps > 1 else ""]
    return " · ".join(part for part in [*parts, time_left(job.seconds_left)] if part)


def progress_bar() -> QProgressBar:
    """A slim bar."""
    bar = QProgressBar(textVisible=False)
    bar.setAccessibleName("How far the work is")
    bar.setFixedWidth(theme.scaled(160))
    return bar


class _JobRow(QWidget):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job
        self._bar = progress_bar()
        self._how = ShortenedLine("small", elide=Qt.TextElideMode.ElideMiddle)
        self._how.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._cancel = QPushButton("Cancel")
        self._cancel.setAccessibleName(f"Cancel {job.title}")
        self._cancel.clicked.connect(job.cancel)
        title = words(job.title, "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(title)
        row.addWidget(self._how, 1)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        self.refresh()

    def refresh(self) -> None:
        """Show how far the job is now."""
        self._how.show_words(how_far(self._job))
        show_on(self._bar, self._job)
        self._cancel.setEnabled(not self._job.cancelled())


def show_on(bar: QProgressBar, job: Job) -> None:
    """Show a job on a bar; it wanders while nobody knows how much there is to do."""
    if job.state == "waiting":
        bar.setRange(0, 1)
        bar.setValue(0)
    else:
        bar.setRange(0, job.steps)
        bar.setValue(min(job.done, job.steps))


class _TroubleRow(QWidget):
    def __init__(self, trouble: Trouble, jobs: Jobs) -> None:
        super().__init__()
        self._trouble, self._jobs = trouble, jobs
        mark = QLabel()
        mark.setPixmap(icons.pixmap("circle-x", "error", 18, self.devicePixelRatioF()))
        mark.setAccessibleName("Problem")
        text = words(trouble.sentence, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        if trouble.what:
            row.addWidget(words(trouble.what, "strong"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        if trouble.again:
            again = QPushButton("Try again")
            again.setAccessibleName(f"Try again: {trouble.what}")
            again.clicked.connect(self._again)
            row.addWidget(again)
        away = QPushButton("Dismiss")
        away.setAccessibleName(f"Dismiss: {trouble.what or trouble.sentence}")
        away.clicked.connect(lambda: jobs.put_away(trouble))
        row.addWidget(away)

    def _again(self) -> None:
        self._jobs.put_away(self._trouble)
        if self._trouble.again:
            self._trouble.again()


class JobsPanel(QFrame):
    """The list of jobs and of what went wrong, over the status bar."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._rows: dict[int, _JobRow] = {}
        self._listed: tuple[int, ...] = ()
        self.setObjectName("footer")
        self.setAccessibleName("Tasks and problems")
        self._copy = QPushButton("Copy problems")
        self._copy.clicked.connect(self._copy_troubles)
        close = QToolButton()
        close.setIcon(icons.icon("x"))
        close.setAccessibleName("Close tasks and problems")
        close.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 12, 4)
        head.addWidget(words("Tasks and problems", "panelTitle"))
        head.addStretch()
        head.addWidget(self._copy)
        head.addWidget(close)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 8)
        self._list.setSpacing(0)
        ground = QWidget()
        ground.setObjectName("ground")
        ground.setLayout(self._list)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(ground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(area)
        self.setFixedHeight(theme.scaled(190))
        jobs.changed.connect(self.refresh)
        self.hide()
        self.refresh()

    def refresh(self) -> None:
        """Show what runs, waits and failed."""
        listed = tuple(id(item) for item in [*self._jobs.waiting, *self._jobs.troubles])
        if listed == self._listed and self._list.count():
            for row in self._rows.values():
                row.refresh()
            return
        self._listed = listed
        self._rows.clear()
        empty(self._list)
        for job in self._jobs.waiting:
            row = self._rows[id(job)] = _JobRow(job)
            self._add(row)
        for trouble in reversed(self._jobs.troubles):
            self._add(_TroubleRow(trouble, self._jobs))
        if not listed:
            nothing = words("Nothing is running, and nothing went wrong.", "second")
            nothing.setMargin(16)
            self._list.addWidget(nothing)
        self._list.addStretch()
        self._copy.setVisible(bool(self._jobs.troubles))

    def _add(self, row: QWidget) -> None:
        self._list.addWidget(row)
        self._list.addWidget(line())

    def _copy_troubles(self) -> None:
        QGuiApplication.clipboard().setText(
            "\n".join(f"{item.what}: {item.sentence}".lstrip(": ") for item in self._jobs.troubles)
        )


class JobsLine(QWidget):
    """The line in the status bar: the job that runs, or how many problems there are.

    Signals:
        wanted: The person wants to see the panel.
    """

    wanted = Signal()

    def __init__(self, jobs: Jobs, show: QAction) -> None:
        super().__init__()
        self._jobs = jobs
        self.more = QToolButton()
        self.more.clicked.connect(show.trigger)
        self.more.setToolTip(show.toolTip())
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.bar = progress_bar()
        self.bar.setFixedWidth(theme.scaled(96))
        self.cancel = QToolButton()
        self.cancel.setText("Cancel")
        self.cancel.clicked.connect(self._stop_first)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.more, self.bar, self.cancel):
            row.addWidget(widget)
        jobs.changed.connect(self.refresh)
        self.refresh()

    def _stop_first(self) -> None:
        if self._jobs.waiting:
            self._jobs.waiting[0].cancel()

    def refresh(self) -> None:
        """Show what runs now."""
        jobs, troubles = self._jobs.waiting, self._jobs.troubles
        self.setVisible(bool(jobs or troubles))
        self.bar.setVisible(bool(jobs))
        self.cancel.setVisible(bool(jobs))
        if jobs:
            job = jobs[0]
            left = "stopping…" if job.cancelled() else time_left(job.seconds_left)
            waiting = f"{len(jobs) - 1} waiting" if len(jobs) > 1 else ""
            text = " · ".join(part for part in (job.title, left, waiting) if part)
            show_on(self.bar, job)
            self.cancel.setEnabled(not job.cancelled())
            self.cancel.setAccessibleName(f"Cancel {job.title}")
            self.more.setIcon(icons.icon("loader", size=16))
        else:
            count = len(troubles)
            text = counted(count, "problem")
            self.more.setIcon(icons.icon("triangle-alert", "warning", 16))
        self.more.setText(text)
        self.more.setAccessibleName(f"Tasks and problems: {text}")
