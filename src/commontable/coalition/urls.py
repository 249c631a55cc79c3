"""The coalition's addresses, under /coalition/."""

from django.urls import path

from commontable.coalition.views import directory, log, ordering, people

app_name = "coalition"

urlpatterns = [
    path("", directory.directory, name="directory"),
    path("headcounts/add/", ordering.count_coalition, name="count_coalition"),
    path("employers/add/", ordering.new_employer, name="new_employer"),
    path("regions/add/", ordering.new_region, name="new_region"),
    path("facilities/", directory.facilities, name="facilities"),
    path("facilities/add/", ordering.new_facility, name="new_facility"),
    path("unions/add/", ordering.new_union, name="new_union"),
    path("unions/<int:union_id>/", directory.union, name="union"),
    path("unions/<int:union_id>/joining/", ordering.joining, name="joining"),
    path("unions/<int:union_id>/leaving/", ordering.leaving, name="leaving"),
    path("unions/<int:union_id>/locals/add/", ordering.new_local, name="new_local"),
    path("unions/<int:union_id>/headcounts/add/", ordering.count_union, name="count_union"),
    path("locals/<int:local_id>/units/add/", ordering.new_unit, name="new_unit"),
    path("locals/<int:local_id>/headcounts/add/", ordering.count_local, name="count_local"),
    path("units/<int:unit_id>/", directory.unit, name="unit"),
    path("units/<int:unit_id>/headcounts/add/", ordering.count_unit, name="count_unit"),
    path("log/", log.log, name="log"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite_person, name="invite"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/authority/", people.grant, name="grant"),
    path("authority/<int:authority_id>/end/", people.end, name="end_authority"),
    path("invitations/<int:invitation_id>/revoke/", people.revoke, name="revoke_invitation"),
    path("invitations/<int:invitation_id>/again/", people.invite_again, name="invite_again"),
]
