"""What the pages say about names and commands is what the code has."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SETTINGS = (ROOT / "backend/aftershift/config/settings.py").read_text()
OPERATORS = (ROOT / "docs/operators.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()


def test_every_name_that_settings_read_is_explained():
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', SETTINGS))
    told = set(re.findall(r"`([A-Z][A-Z_]+)`", OPERATORS))
    assert read - told == set()


def test_every_make_command_in_the_pages_exists():
    targets = set(re.findall(r"^([a-z][a-z0-9-]*):", MAKEFILE, re.M))
    for page in [ROOT / "README.md", *ROOT.glob("docs/*.md")]:
        for command in re.findall(r"`(?:\w+=\S+ )?make ([a-z][a-z-]+)", page.read_text()):
            assert command in targets, f"{page.name}: make {command}"


def test_links_between_pages_lead_somewhere():
    for page in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_no_lock_file_records_an_address():
    for lock in [
        *ROOT.glob("requirements/*.lock"),
        ROOT / "mobile/package-lock.json",
        ROOT / "tests/e2e/package-lock.json",
    ]:
        text = lock.read_text()
        assert '"resolved"' not in text, lock.name
        assert "http://" not in re.sub(r'"(?:url|homepage|funding)": "[^"]*"', "", text) or lock.suffix == ".json"
        assert "index-url" not in text, lock.name
