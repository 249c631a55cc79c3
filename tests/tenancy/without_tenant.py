"""Tables that belong to no coalition, each with the reason why that gives nobody away."""

WITHOUT_TENANT = {
    "account_emailaddress": "a user's own addresses; read by the sign-in library before any seat",
    "account_emailconfirmation": "keys for confirming those addresses",
    "auth_group": "Django's groups; unused: authority is the coalition's",
    "auth_group_permissions": "as above",
    "auth_permission": "Django's list of permissions, the same for everybody; unused",
    "coalition_coalition": "the root of a tenancy: protected by its own id, see its policy",
    "coalition_user": "a sign-in, maybe with seats in several coalitions; no name, no union",
    "coalition_user_groups": "unused, comes with Django's users",
    "coalition_user_user_permissions": "as above",
    "commontable_cache": "counts of failed sign-ins; no content of any coalition is cached",
    "django_content_type": "names of models",
    "django_migrations": "names of migrations",
    "django_session": "signed session contents, found by a secret key only",
    "mfa_authenticator": "a user's second factors; read by the sign-in library before any seat",
    "procrastinate_events": "when a job began and ended; no arguments",
    "procrastinate_jobs": "jobs by id; arguments are ids, never contents",
    "procrastinate_periodic_defers": "when periodic jobs were last set off",
    "procrastinate_workers": "which workers are alive",
    "usersessions_usersession": "a user's own sessions, listed to that user",
}
