"""Addresses of the workforce."""

from django.urls import path

from commontable.workforce.views import (
    benefits,
    censuses,
    comparators,
    home,
    schedules,
    uploads,
)

app_name = "workforce"

UPLOADS = [
    path("censuses/new", uploads.begin, {"kind": "census"}, "begin_census"),
    path("schedules/new", uploads.begin, {"kind": "schedule"}, "begin_schedule"),
    path("comparators/import", uploads.begin, {"kind": "comparators"}, "begin_comparators"),
    path("censuses/<int:census_id>/correct", uploads.correct, name="correct_census"),
    path("imports/<int:import_id>/", uploads.upload, name="upload"),
    path("imports/<int:import_id>/again", uploads.read_again, name="read_again"),
    path("imports/<int:import_id>/sheet", uploads.sheet, name="sheet"),
    path("imports/<int:import_id>/columns", uploads.columns, name="columns"),
    path("imports/<int:import_id>/values", uploads.values, name="values"),
    path("imports/<int:import_id>/refused.csv", uploads.refusals, name="refusals"),
    path("imports/<int:import_id>/keep", uploads.keep, name="keep"),
    path("imports/<int:import_id>/discard", uploads.throw_away, name="discard"),
]

CENSUSES = [
    path("censuses/<int:census_id>/", censuses.census, name="census"),
    path("censuses/<int:census_id>/steps", censuses.steps, name="steps"),
    path("censuses/<int:census_id>/differences", censuses.differences, name="differences"),
]

SCHEDULES = [
    path("schedules/<int:schedule_id>/", schedules.schedule, name="schedule"),
    path("schedules/<int:schedule_id>/revise", schedules.revise, name="revise_schedule"),
    path(
        "schedules/<int:schedule_id>/differences",
        schedules.differences,
        name="schedule_differences",
    ),
]

BENEFITS = [
    path("benefits/", benefits.benefit_list, name="benefits"),
    path("benefits/<int:inventory_id>/", benefits.inventory, name="inventory"),
    path("benefits/units/<int:unit_id>/", benefits.unit_benefits, name="unit_benefits"),
    path("benefits/units/<int:unit_id>/new", benefits.record, name="record_inventory"),
]

COMPARATORS = [
    path("comparators/", comparators.comparators, name="comparators"),
    path("comparators/new", comparators.new_comparator, name="new_comparator"),
]

urlpatterns = [
    path("", home.home, name="home"),
    *UPLOADS,
    *CENSUSES,
    *SCHEDULES,
    *BENEFITS,
    *COMPARATORS,
]
