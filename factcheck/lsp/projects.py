"""Paths of documents in, the checkers for them out, by the settings that govern each; read anew when told to."""

from __future__ import annotations

import os
from collections.abc import Callable

from attrs import evolve

from factcheck import configured
from factcheck.project_files import BINDINGS, PROJECT, SETTINGS
from factcheck.records import PackError, SettingsError
from factcheck.run import Checker, Config, ConfigError
from factcheck.settings import settings_for
from factcheck.waivers import SIDE_FILE

GOVERNING = (SETTINGS, PROJECT, BINDINGS, SIDE_FILE)
"""The names of files that say how others are checked."""


class Projects:
    """The checkers by folder. complain: told each line of what is wrong with settings, which then hold for nothing."""

    def __init__(self, complain: Callable[[str], None]) -> None:
        self._complain = complain
        self._by_folder: dict[str, Checker] = {}
        self._by_settings: dict[str, Checker] = {}
        self._keeping: dict[int, Checker] = {}

    def checker(self, path: str) -> Checker:
        """The checker for a document, or for a folder."""
        folder = path if os.path.isdir(path) else os.path.dirname(os.path.abspath(path))
        if folder not in self._by_folder:
            self._by_folder[folder] = self._for(folder)
        return self._by_folder[folder]

    def keeping(self, path: str) -> Checker:
        """The checker for a document whose reports keep it with all its checks, which takes longer."""
        plain = self.checker(path)
        if id(plain) not in self._keeping:
            self._keeping[id(plain)] = Checker(evolve(plain.config, keep=True))
        return self._keeping[id(plain)]

    def forget(self) -> None:
        """Has all settings read anew."""
        self._by_folder.clear()
        self._by_settings.clear()
        self._keeping.clear()

    def _for(self, folder: str) -> Checker:
        try:
            found = settings_for(folder)
            if found.path not in self._by_settings:
                made = configured.checker(found)
                self._by_settings[found.path] = Checker(evolve(made.config, forced=True))
            return self._by_settings[found.path]
        except (SettingsError, PackError, ConfigError) as faults:
            for line in str(faults).splitlines():
                self._complain(f"{line} (factcheck goes on without these settings)")
            return self._by_settings.setdefault("faulty", Checker(Config()))
