"""Who listens to which topic. Imports no model, so ``apps.py`` of any room may import it."""

from collections import defaultdict

from django.utils.module_loading import import_string

_handlers: defaultdict[str, list[str]] = defaultdict(list)


def subscribe(topic: str, handler: str) -> None:
    """Have ``handler``, the dotted path of a function of one ``News``, called for each news of ``topic``.

    Call it in ``AppConfig.ready``. The function is called at least once for each news, by several
    processes and perhaps late, so it must recognise by ``News.id`` or by its own rows what it has
    done before. It may raise: then it is tried again later.
    """
    if handler not in _handlers[topic]:
        _handlers[topic].append(handler)


def handlers_of(topic: str) -> tuple[str, ...]:
    """The dotted paths that listen to ``topic``, in the order of their subscription."""
    return tuple(_handlers.get(topic, ()))


def broken_handlers() -> list[str]:
    """The dotted paths that lead to no function; start-up refuses when there is one."""
    return [path for paths in _handlers.values() for path in paths if not _leads_somewhere(path)]


def _leads_somewhere(path: str) -> bool:
    try:
        return callable(import_string(path))
    except ImportError:
        return False
