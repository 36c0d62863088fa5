"""What services and editors read of the repository is of the form that they take."""

from __future__ import annotations

import configparser
import datetime
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.support.project import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
TARGETS = {
    name
    for names in re.findall(
        r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
    )
    for name in names.split()
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RELEASE = re.compile(r"^## (.+)$", re.MULTILINE)
DATED = re.compile(r"(\d{4}\.\d{1,2}\.\d{1,2}) – (\d{1,2} [A-Z][a-z]+ \d{4})")
# What a field of a form may be, and what it has to have besides its label.
FIELDS = {"input": (), "textarea": (), "checkboxes": ("options",), "dropdown": ("options",)}


def loaded(path: Any) -> dict[str, Any]:
    """Return what the YAML file *path* holds; ``on`` is no truth value there."""
    data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    assert isinstance(data, dict)
    return data


def steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


def test_there_are_workflows() -> None:
    assert {path.stem for path in WORKFLOWS} == {"tests", "nightly", "weekly", "pages"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflow_has_what_it_needs(path: Any) -> None:
    workflow = loaded(path)
    assert workflow["name"]
    assert {*workflow["on"]} <= {"push", "pull_request", "schedule", "workflow_dispatch"}
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert job["runs-on"] == "ubuntu-24.04"
        # Nobody waits for what runs at night.
        assert int(job["timeout-minutes"]) <= (150 if path.stem == "nightly" else 60)
        assert {*job.get("needs", "").split()} <= {*workflow["jobs"]}
    for step in steps(workflow):
        assert ("uses" in step) != ("run" in step)
    for one in workflow["on"].get("schedule", []) if isinstance(workflow["on"], dict) else []:
        assert re.fullmatch(r"\d{1,2} \d{1,2} (\*|\d+) \* (\*|[0-6])", one["cron"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflow_runs_what_is_there(path: Any) -> None:
    commands = [line for step in steps(loaded(path)) for line in step.get("run", "").splitlines()]
    assert commands
    for command in commands:
        program, *words = command.split()
        if program == "make":
            assert {*words} <= TARGETS, command
        else:
            assert program == ".venv/bin/python" or (ROOT / program).is_file(), command


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_of_one_version(path: Any) -> None:
    used = [step["uses"] for step in steps(loaded(path)) if "uses" in step]
    assert used
    wrong = [one for one in used if not re.fullmatch(r"actions/[\w-]+@v\d+\.\d+\.\d+", one)]
    assert wrong == []


def test_workflows_use_one_version_of_an_action() -> None:
    used = {step["uses"] for path in WORKFLOWS for step in steps(loaded(path)) if "uses" in step}
    assert len({one.partition("@")[0] for one in used}) == len(used)


def test_every_python_that_is_supported_is_tested() -> None:
    jobs = loaded(GITHUB / "workflows/tests.yml")["jobs"]
    assert jobs["tests"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13", "3.14"]
    tried = jobs["sphinx"]["strategy"]["matrix"]["include"]
    assert {one["sphinx"] for one in tried} == {"9.0.*", "9.1.*"}
    # Sphinx 9.1 has left Python 3.11.
    assert all(one["python"] != "3.11" for one in tried if one["sphinx"] == "9.1.*")
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert PROJECT["tool"]["ruff"]["target-version"] == "py311"
    assert PROJECT["tool"]["mypy"]["python_version"] == "3.11"


def test_forms_ask_for_an_error_a_bug_and_an_idea() -> None:
    assert [path.stem for path in FORMS] == ["bug", "error-in-a-piece", "idea"]
    assert {*loaded(GITHUB / "ISSUE_TEMPLATE/config.yml")} == {
        "blank_issues_enabled",
        "contact_links",
    }


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_form_is_one(path: Any) -> None:
    form = loaded(path)
    assert {*form} == {"name", "description", "labels", "body"}
    fields = form["body"]
    assert len({field["id"] for field in fields}) == len(fields)
    assert any(field.get("validations", {}).get("required") == "true" for field in fields)
    for field in fields:
        assert {*field} <= {"type", "id", "attributes", "validations"}
        assert re.fullmatch("[a-z-]+", field["id"])
        for name in ("label", *FIELDS[field["type"]]):
            assert field["attributes"][name]


def test_updates_are_looked_for_where_packages_are_chosen() -> None:
    settings = loaded(GITHUB / "dependabot.yml")
    assert settings["version"] == "2"
    files = {"pip": "requirements.in", "npm": "package.json", "github-actions": ".github/workflows"}
    found = {one["package-ecosystem"]: one for one in settings["updates"]}
    assert {*found} == {*files}
    for name, one in found.items():
        assert (ROOT / one["directory"].lstrip("/") / files[name]).exists()
        assert one["schedule"]["interval"] in {"daily", "weekly", "monthly"}


def test_hooks_run_what_make_runs() -> None:
    hooks = [
        hook for repo in loaded(ROOT / ".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]
    ]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert [hook["id"] for hook in hooks] == ["ruff-check", "ruff-format", "quick"]
    for hook in hooks:
        assert hook["language"] == "system"
        program, *words = hook["entry"].split()
        if program == "make":
            assert {*words} <= TARGETS
        else:
            assert f"$(RUN) {' '.join(words[:3])}" in makefile


def test_editors_are_told_what_the_checks_ask_for() -> None:
    settings = configparser.ConfigParser()
    settings.read_string("[top]\n" + (ROOT / ".editorconfig").read_text("utf-8"))
    assert settings["top"]["root"] == "true"
    assert settings["*"]["max_line_length"] == str(PROJECT["tool"]["ruff"]["line-length"])
    assert settings["*"]["end_of_line"] == "lf"
    assert settings["Makefile"]["indent_style"] == "tab"


def test_changes_are_dated_the_newest_first_up_to_the_version() -> None:
    unreleased, *releases = RELEASE.findall((ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert unreleased == "Unreleased"
    found = [DATED.fullmatch(one) for one in releases]
    assert found
    assert all(found)
    days = []
    for one in filter(None, found):
        day = datetime.datetime.strptime(one[2], "%d %B %Y").date()
        assert one[1] == f"{day.year}.{day.month}.{day.day}"
        days.append(day)
    assert days == sorted(days, reverse=True)
    assert found[0] is not None
    assert PROJECT["project"]["version"] == found[0][1]


@pytest.mark.parametrize(
    "name", ["SECURITY.md", "CODE_OF_CONDUCT.md", ".github/pull_request_template.md"]
)
def test_what_a_stranger_looks_for_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert len(text) > 100
    for target in re.findall(r"`make ([a-z-]+)", text):
        assert target in TARGETS
