"""Every task of the worker says what makes it safe with several workers and after kill -9, and the source bears it out."""

import ast
import inspect
import textwrap
from pathlib import Path

import pytest

from aftershift.config.worker import ROWS, TASKS

ROOT = Path(__file__).resolve().parents[2]
IDS = {"ids": lambda task: task.name}
OF_CLAIMS = [task for task in TASKS if task.claims]
OF_ROWS = [task for task in TASKS if task.repeats == ROWS]


def reached(function):
    """The source of a function and of all of ours that it calls by name, one file or several."""
    found, waiting = {}, [function]
    while waiting:
        one = waiting.pop()
        if one in found or not (getattr(one, "__module__", None) or "").startswith("aftershift."):
            continue
        found[one] = textwrap.dedent(inspect.getsource(inspect.unwrap(one)))
        names = vars(inspect.getmodule(inspect.unwrap(one)))
        for node in ast.walk(ast.parse(found[one])):
            if isinstance(node, ast.Name) and inspect.isfunction(names.get(node.id)):
                waiting.append(names[node.id])
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                called = getattr(names.get(node.value.id), node.attr, None)
                if inspect.isfunction(called):
                    waiting.append(called)
    return found


def strings(source):
    return {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}


@pytest.mark.parametrize("task", TASKS, **IDS)
def test_every_task_says_what_makes_it_safe_to_repeat(task):
    assert bool(task.claims) != bool(task.repeats)


@pytest.mark.parametrize("task", OF_CLAIMS, **IDS)
def test_a_task_that_claims_its_work_does_it_behind_that_claim(task):
    sources = reached(task.do)
    assert any(one.__name__ == "work_through" for one in sources)
    assert task.claims in strings(sources[task.do])


@pytest.mark.parametrize("task", OF_ROWS, **IDS)
def test_a_task_that_locks_its_rows_skips_those_of_another_worker(task):
    assert any("skip_locked=" in source for source in reached(task.do).values())


def test_no_two_tasks_share_a_name_or_a_kind_of_claim():
    names, kinds = [task.name for task in TASKS], [task.claims for task in OF_CLAIMS]
    assert len(names) == len(set(names))
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("task", TASKS, **IDS)
def test_the_page_behind_the_scenes_says_every_task_in_plain_words(task):
    words = (ROOT / "mobile/src/features/background/words.ts").read_text()
    assert f"  task_{task.name}: '" in words
