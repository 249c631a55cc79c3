"""The coalition's addresses, under /coalition/."""

from django.urls import path

from commontable.coalition.views import people

app_name = "coalition"

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite_person, name="invite"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/authority/", people.grant, name="grant"),
    path("authority/<int:authority_id>/end/", people.end, name="end_authority"),
    path("invitations/<int:invitation_id>/revoke/", people.revoke, name="revoke_invitation"),
    path("invitations/<int:invitation_id>/again/", people.invite_again, name="invite_again"),
]
