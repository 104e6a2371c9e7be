"""The pages that set up editors are true: what they tell Neovim makes it show a finding."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHOW = """
vim.cmd("filetype on")
vim.cmd("edit a.txt")
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50)
for _, one in ipairs(vim.diagnostic.get(0)) do
  io.stdout:write(one.lnum .. ":" .. one.col .. ": " .. one.message .. "\\n")
end
vim.cmd("qa!")
"""


@pytest.mark.skipif(shutil.which("nvim") is None, reason="there is no Neovim: apt-get install neovim")
def test_neovim_shows_a_finding_under_its_figure(tmp_path: Path) -> None:
    (block,) = re.findall(r"```lua\n(.*?)```", (ROOT / "docs" / "editors.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "init.lua").write_text(block + SHOW, encoding="utf-8")
    text = "Tin 🎉: The resolution was passed by 504 of 533 members (95.46%).\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    command = tmp_path / "factcheck"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factcheck "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["nvim", "--headless", "--clean", "-u", "init.lua"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    at = len(text.partition("95.46%")[0].encode())
    assert done.stdout.startswith(f"0:{at}: 504 of 533 is 94.56%, not 95.46%.")
