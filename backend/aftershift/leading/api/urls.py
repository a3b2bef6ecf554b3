from django.urls import path

from aftershift.leading.api import roles, views

urlpatterns = [
    path("activities/<uuid:activity_id>/lead", views.LeadView.as_view(), name="lead"),
    path("activities/<uuid:activity_id>/second", views.SecondView.as_view(), name="second"),
    path("role-offers", views.RoleOffersView.as_view(), name="role-offers"),
    path("role-offers/<uuid:offer_id>/acceptance", views.AcceptanceView.as_view(), name="role-offer-acceptance"),
    path("role-offers/<uuid:offer_id>/refusal", views.RefusalView.as_view(), name="role-offer-refusal"),
    path("occurrences/<uuid:occurrence_id>/roles", roles.DateRolesView.as_view(), name="date-roles"),
    path("occurrences/<uuid:occurrence_id>/roles/<slug:role>", roles.DateRoleView.as_view(), name="date-role"),
    path(
        "occurrences/<uuid:occurrence_id>/roles/<slug:role>/question",
        roles.DateRoleQuestionView.as_view(),
        name="date-role-question",
    ),
    path("role-questions", roles.RoleQuestionsView.as_view(), name="role-questions"),
]
