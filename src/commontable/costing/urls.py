"""Addresses of costing."""

from django.urls import path

from commontable.costing.views import bases, compare, futures, home, night, scenarios

app_name = "costing"

BASES = [
    path("bases/new", bases.new_basis, name="new_basis"),
    path("bases/draft", bases.draft, name="draft_contract"),
    path("bases/<int:basis_id>/", bases.basis, name="basis"),
    path("bases/<int:basis_id>/revise", bases.revise, name="revise_basis"),
    path("bases/<int:basis_id>/compare", compare.compare, name="compare"),
    path("bases/<int:basis_id>/position", scenarios.new_position, name="new_position"),
    path("bases/<int:basis_id>/proposal", scenarios.new_proposal, name="new_proposal"),
    path("bases/<int:basis_id>/terms", scenarios.new_terms, name="new_terms"),
]

SCENARIOS = [
    path("scenarios/<int:scenario_id>/", scenarios.scenario, name="scenario"),
    path("scenarios/<int:scenario_id>/price", scenarios.price_again, name="price_again"),
    path("scenarios/<int:scenario_id>/renew", scenarios.renew_it, name="renew"),
    path("scenarios/<int:scenario_id>/assumptions", scenarios.assumptions, name="assumptions"),
    path("scenarios/<int:scenario_id>/offer.yaml", scenarios.offer_file, name="offer_file"),
    path("scenarios/<int:scenario_id>/futures", futures.futures, name="futures"),
]

NIGHT = [
    path("scenarios/<int:scenario_id>/night", night.night, name="night"),
    path("scenarios/<int:scenario_id>/night/figures", night.figures, name="night_figures"),
    path("scenarios/<int:scenario_id>/night/closing", night.closing, name="night_closing"),
    path("scenarios/<int:scenario_id>/night/save", night.save, name="night_save"),
]

urlpatterns = [path("", home.home, name="home"), *BASES, *SCENARIOS, *NIGHT]
