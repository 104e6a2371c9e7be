"""The page to paste into: what it is made of, what its Python says of a text, and who is served."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from io import BytesIO
from pathlib import Path

import pytest

from factcheck import cli
from factcheck.desk import build, serve
from factcheck.desk.paste import checked

SAID = "504/533 party members, reaching 94.55%"


@pytest.fixture
def pyodide(tmp_path: Path) -> Path:
    """A folder with files of the names that Pyodide has."""
    folder = tmp_path / "node_modules" / "pyodide"
    folder.mkdir(parents=True)
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"):
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def test_a_text_is_checked_as_the_report_would() -> None:
    found = json.loads(checked(SAID))
    assert [one["suggestion"] for one in found["checks"]] == ["write 94.56% for 94.55%"]
    assert [one["name"] for one in found["articles"]] == ["your text"]


def test_a_text_may_be_markdown_or_html() -> None:
    assert json.loads(checked(f"<p>{SAID.replace('/', ' of&nbsp;')}", "html"))["checks"]
    assert json.loads(checked(f"# A vote\n\n**504** of 533 members ({94.55}%)", "markdown"))["checks"]


def test_all_that_a_check_imports_is_in_the_archive(tmp_path: Path) -> None:
    archive = tmp_path / "site"
    zipfile.ZipFile(BytesIO(build.archive())).extractall(archive)
    code = (
        "import sys; sys.path = [sys.argv[1], *[one for one in sys.path if 'site-packages' not in one]]\n"
        "from factcheck.desk.paste import checked\n"
        f"print(checked({SAID!r}))\n"
        "print(checked('The well gave 3 acre-feet (3,700 cubic metres) a day; it lies 10 furlongs (2 km) off.'))\n"
        "import factcheck, pint; assert sys.argv[1] in factcheck.__file__ and sys.argv[1] in pint.__file__"
    )
    command = [sys.executable, "-I", "-S", "-c", code, str(archive)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "write 94.56% for 94.55%" in done.stdout


def test_the_archive_is_the_same_for_the_same_files() -> None:
    assert build.archive() == build.archive()


def test_the_page_is_written_with_all_that_it_loads(
    pyodide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["desk", "--build", "public"]) == 0
    assert capsys.readouterr().out == "wrote the page to public; any web server can serve it\n"
    service = (tmp_path / "public" / "service.js").read_text(encoding="utf-8")
    kept = json.loads(service.partition("const FILES = ")[2].partition(";")[0])
    there = sorted(path.relative_to("public").as_posix() for path in Path("public").rglob("*") if path.is_file())
    assert sorted([*kept, "service.js"]) == there
    assert zipfile.is_zipfile("public/site.zip")
    assert cli.main(["desk", "--build", "public"]) == 0  # a page may be written anew


def test_a_new_version_of_anything_is_a_new_cache(pyodide: Path, tmp_path: Path) -> None:
    services = []
    for content in ("one", "two"):
        (pyodide / "pyodide.asm.wasm").write_text(content, encoding="utf-8")
        build.build(tmp_path / content, pyodide)
        services.append((tmp_path / content / "service.js").read_text(encoding="utf-8"))
    assert services[0] != services[1]


def test_a_folder_with_other_files_is_not_written_to(
    pyodide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["desk", "--build", "node_modules"]) == 2
    assert "node_modules: holds other files; name a folder that is new or empty" in capsys.readouterr().err


def test_without_pyodide_the_command_that_installs_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["desk"]) == 2
    told = f"factcheck: desk needs Pyodide, which runs Python in a browser: `npm install pyodide@{build.PYODIDE}`"
    assert capsys.readouterr().err.startswith(told)
    assert cli.main(["desk", "--pyodide", "nowhere"]) == 2
    assert "nowhere: holds no pyodide.mjs" in capsys.readouterr().err


def test_the_version_that_is_told_is_the_one_that_is_tested() -> None:
    package = json.loads((Path(__file__).parent / "browser" / "package.json").read_text(encoding="utf-8"))
    assert package["devDependencies"]["pyodide"] == build.PYODIDE


# -- who is served -----------------------------------------------------------------------------------------------------


@pytest.fixture
def port(pyodide: Path, tmp_path: Path) -> Iterator[int]:
    """The port at which a page is served."""
    build.build(tmp_path / "page", pyodide)
    with serve.server(str(tmp_path / "page"), 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def get(port: int, path: str, host: str = "127.0.0.1") -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": f"{host}:{port}"})
    return connection.getresponse()


@pytest.mark.serves
def test_this_machine_is_served_under_a_policy_that_lets_nothing_out(port: int) -> None:
    answer = get(port, "/")
    assert (answer.status, answer.getheader("Content-Type")) == (200, "text/html")
    assert "connect-src 'self'" in (answer.getheader("Content-Security-Policy") or "")
    assert get(port, "/pyodide/pyodide.mjs").getheader("Content-Type") == "text/javascript"
    assert get(port, "/pyodide/pyodide.asm.wasm").getheader("Content-Type") == "application/wasm"


@pytest.mark.serves
def test_a_page_of_another_name_is_refused(port: int) -> None:
    assert get(port, "/", "evil.example").status == 403
    assert get(port, "/", "localhost").status == 200


@pytest.mark.serves
def test_nothing_outside_of_the_page_is_served(port: int) -> None:
    assert get(port, "/../node_modules/pyodide/pyodide.mjs").status == 404
    assert get(port, "/pyodide/").status == 404


@pytest.mark.serves
def test_a_port_that_is_taken_is_told(
    port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["desk", "--port", str(port)]) == 2
    assert f"port {port} cannot be served (Address already in use); choose one by --port" in capsys.readouterr().err
