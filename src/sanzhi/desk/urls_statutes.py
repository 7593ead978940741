"""Addresses of the library of statutes and of the tasks that changed laws make."""

from django.urls import URLPattern, path

from sanzhi.desk import views_statute_tasks, views_statutes

urlpatterns: list[URLPattern] = [
    path("statutes/", views_statutes.shelf, name="desk_statutes"),
    path("statutes/tasks/", views_statute_tasks.tasks, name="desk_statute_tasks"),
    path("statutes/tasks/<uuid:task_id>/", views_statute_tasks.task, name="desk_statute_task"),
    path("statutes/<str:law>/", views_statutes.statute, name="desk_statute"),
    path("statutes/<str:law>/difference/", views_statutes.difference, name="desk_statute_difference"),
    path("statutes/<str:law>/cited/", views_statutes.cited, name="desk_statute_cited"),
]
