"""Paths in, files out: which are found, in which order, which are passed over, which are missed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck import readers


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is also the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str, text: str = "Five.") -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def files(*paths: str) -> list[str]:
    return [file.replace(os.sep, "/") for file in readers.find(paths).files]


def test_folders_are_searched_to_the_bottom_in_order(folder: Path) -> None:
    write("c/b.txt", "c/a/z.md", "c/a/a.html", "c/B.HTM", "c/image.png", "c/code.py", "c/README", "c/.hidden.txt")
    assert files("c") == ["c/B.HTM", "c/a/a.html", "c/a/z.md", "c/b.txt"]


def test_paths_begin_as_they_were_given(folder: Path) -> None:
    write("c/a.txt")
    assert files(str(folder / "c")) == [(folder / "c" / "a.txt").as_posix()]
    assert files("c/") == ["c/a.txt"]


def test_a_file_is_found_once_however_often_it_is_named(folder: Path) -> None:
    write("c/a.txt", "c/b.txt")
    assert files("c", "c/a.txt", "c", "./c/a.txt", str(folder / "c")) == ["c/a.txt", "c/b.txt"]


def test_a_named_file_is_taken_whatever_its_suffix(folder: Path) -> None:
    write("notes", "a.log", ".hidden.txt")
    assert files("notes", "a.log", ".hidden.txt") == [".hidden.txt", "a.log", "notes"]


def test_hidden_folders_and_installed_packages_are_left_out_unless_named(folder: Path) -> None:
    write("c/.git/a.txt", "c/.drafts/a.txt", "c/.venv/a.txt", "c/node_modules/x/a.txt", "c/a.txt")
    assert files("c") == ["c/a.txt"]
    assert files("c/.drafts") == ["c/.drafts/a.txt"]


def test_formats_that_are_not_read_are_counted(folder: Path) -> None:
    write("c/a.rst", "c/b.rst", "c/d.pdf", "c/e.ipynb", "c/f.txt", "c/sub/g.mdx", "c/h.adoc", "c/i.ods")
    found = readers.find(["c", "c/sub"])
    assert found.skipped == {".adoc": 1, ".ipynb": 1, ".mdx": 1, ".pdf": 1, ".rst": 2}
    assert [Path(file).name for file in found.files] == ["f.txt"]


def test_a_named_file_of_such_a_format_is_a_failure_that_says_what_to_do(folder: Path) -> None:
    write("a.odt")
    found = readers.find(["a.odt"])
    assert found.files == ()
    assert [failure.path for failure in found.failures] == ["a.odt"]
    assert "cannot be read yet: save it as .docx and check that" in found.failures[0].message


def test_a_missing_path_is_a_failure_and_the_others_are_found(folder: Path) -> None:
    write("a.txt")
    found = readers.find(["gone", "a.txt", "gone", "a.txt/b"])
    assert found.files == ("a.txt",)
    assert [failure.message for failure in found.failures] == [
        "gone: there is no such file or folder; check the path",
        "a.txt/b: there is no such file or folder; check the path",
    ]


def test_links_to_folders_are_not_followed_round_and_round(folder: Path) -> None:
    write("c/a.txt")
    Path("c/loop").symlink_to(folder / "c", target_is_directory=True)
    Path("entry").symlink_to(folder / "c", target_is_directory=True)
    assert files("c") == ["c/a.txt"]
    assert files("entry") == ["entry/a.txt"]


def test_a_link_that_leads_nowhere_is_found_so_that_reading_it_fails(folder: Path) -> None:
    Path("c").mkdir()
    Path("c/a.txt").symlink_to("gone.txt")
    assert files("c") == ["c/a.txt"]


def test_gitignore_leaves_files_and_folders_out(folder: Path) -> None:
    write("c/a.txt", "c/build/b.txt", "c/x.tmp.txt", "c/keep.tmp.txt", "c/d.rst")
    write("c/.gitignore", text="# ours\nbuild/\n*.tmp.txt\n!keep.tmp.txt\n*.rst\n")
    found = readers.find(["c"])
    assert files("c") == ["c/a.txt", "c/keep.tmp.txt"]
    assert found.skipped == {}


def test_the_nearest_gitignore_decides(folder: Path) -> None:
    write("c/a.txt", "c/sub/a.txt", "c/sub/b.txt")
    write("c/.gitignore", text="a.txt\n")
    write("c/sub/.gitignore", text="!a.txt\n/b.txt\n")
    assert files("c") == ["c/sub/a.txt"]


def test_gitignore_counts_up_to_the_root_of_the_repository(folder: Path) -> None:
    write(".gitignore", text="*.txt\n")
    write("repository/.gitignore", text="/corpus/old.md\n")
    write("repository/corpus/a.txt", "repository/corpus/old.md", "repository/corpus/new.md")
    Path("repository/.git").mkdir()
    assert files("repository/corpus") == ["repository/corpus/a.txt", "repository/corpus/new.md"]


def test_what_is_named_is_read_although_it_is_ignored(folder: Path) -> None:
    write(".gitignore", text="build/\n")
    write("build/a.txt", "build/sub/b.txt")
    Path(".git").mkdir()
    assert files(".") == []
    assert files("build") == ["build/a.txt", "build/sub/b.txt"]
    assert files("build/sub") == ["build/sub/b.txt"]
    assert files("build/a.txt") == ["build/a.txt"]


def test_lines_of_gitignore_that_are_no_patterns_say_nothing(folder: Path) -> None:
    write("c/a.txt", "c/b.txt")
    write("c/.gitignore", text="!\n[z-a]\nb.txt\n")
    assert files("c") == ["c/a.txt"]


def test_a_byte_order_mark_is_no_part_of_the_first_pattern(folder: Path) -> None:
    write("c/a.txt", "c/b.txt")
    write("c/.gitignore", text="\ufeffb.txt\n")
    assert files("c") == ["c/a.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_that_is_called_gitignore_is_not_waited_for(folder: Path) -> None:
    write("c/a.txt")
    os.mkfifo("c/.gitignore")
    assert files("c") == ["c/a.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_one_may_not_read_is_a_failure(folder: Path) -> None:
    write("c/shut/a.txt", "c/b.txt")
    Path("c/shut").chmod(0)
    found = readers.find(["c"])
    Path("c/shut").chmod(0o700)
    assert [failure.path for failure in found.failures] == ["c/shut"]
    assert len(found.files) == 1


def test_libraries_are_imported_only_where_they_are_needed(folder: Path) -> None:
    write("c/a.txt", "c/b.md", "c/d.html")
    code = (
        "import sys; from factcheck import readers; [readers.read(file) for file in readers.find(['c']).files];"
        "sys.exit(bool({'pathspec', 'charset_normalizer'} & set(sys.modules)))"
    )
    root = str(Path(readers.__file__).parent.parent.parent)
    environment = {**os.environ, "PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1"}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
