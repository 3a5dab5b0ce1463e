"""Asks for the password of a database when it wants one, and tries again with the answer."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gisapp.tasks import Task
    from gisapp.ui.window import Window


def ask_password(window: Window, task: Task, again: Callable[[], object]) -> bool:
    """Ask for a password and go on with it; without an answer nothing is done.

    Parameters
    ----------
    window
        Before which the question stands.
    task
        What did not come about.
    again
        Tries once more.

    Returns
    -------
    bool
        False when it failed for another reason than a password.
    """
    error = task.error
    if error is None or type(error).__name__ != "NeedsPassword":
        return False  # without importing what knows databases
    from gisapp.ui.dialogs.password import PasswordDialog
    from importers.postgis.passwords import Login, login_of, remember
    from importers.postgis.sentences import NeedsPassword

    if not isinstance(error, NeedsPassword) or error.address is None:
        return False
    window.tasks.answered(task)
    user = login_of(error.address).user or getpass.getuser()
    dialog = PasswordDialog(error.address, user, wrong=error.wrong, parent=window)
    accepted = bool(dialog.exec())
    login = Login(dialog.user.text().strip(), dialog.password.text())
    dialog.password.clear()
    dialog.deleteLater()
    if accepted:
        remember(error.address, login)
        again()
    return True
