from django.urls import path

from aftershift.safety.api import emergency, first_win, home, learning, notes, plans, together, views

urlpatterns = [
    path("first-win", first_win.FirstWinView.as_view(), name="first-win"),
    path("occurrences/<uuid:occurrence_id>/checklist", views.ChecklistView.as_view(), name="checklist"),
    path(
        "occurrences/<uuid:occurrence_id>/checklist/items/<slug:item_id>",
        views.TickView.as_view(),
        name="checklist-item",
    ),
    path("occurrences/<uuid:occurrence_id>/publication", views.PublicationView.as_view(), name="publication"),
    path("occurrences/<uuid:occurrence_id>/start", views.StartView.as_view(), name="start"),
    path("occurrences/<uuid:occurrence_id>/stop", views.StopView.as_view(), name="stop"),
    path("occurrences/<uuid:occurrence_id>/close", views.CloseView.as_view(), name="close"),
    path("activities/<uuid:activity_id>/safety-answers", views.AnswersView.as_view(), name="safety-answers"),
    path("occurrences/<uuid:occurrence_id>/checklist/ticks", together.TicksView.as_view(), name="checklist-ticks"),
    path(
        "occurrences/<uuid:occurrence_id>/my-emergency-number",
        emergency.OwnNumberView.as_view(),
        name="my-emergency-number",
    ),
    path(
        "occurrences/<uuid:occurrence_id>/emergency-numbers", emergency.NumbersView.as_view(), name="emergency-numbers"
    ),
    path("occurrences/<uuid:occurrence_id>/emergency-looks", emergency.LooksView.as_view(), name="emergency-looks"),
    path("help-numbers", emergency.HelpNumbersView.as_view(), name="help-numbers"),
    path("sites/<uuid:site_id>/help-number", emergency.HelpNumberView.as_view(), name="help-number"),
    path("occurrences/<uuid:occurrence_id>/home", home.HomeView.as_view(), name="home-of-date"),
    path(
        "occurrences/<uuid:occurrence_id>/home-contacts/<slug:rank>",
        home.HomeContactView.as_view(),
        name="home-contact",
    ),
    path("occurrences/<uuid:occurrence_id>/later-back", home.LaterBackView.as_view(), name="later-back"),
    path("home-contacts", home.AskedView.as_view(), name="home-contacts"),
    path("home-contacts/<uuid:contact_id>/answer", home.HomeAnswerView.as_view(), name="home-answer"),
    path("home-contacts/<uuid:contact_id>/heard", home.HeardView.as_view(), name="home-heard"),
    path("near-misses", learning.NearMissesView.as_view(), name="near-misses"),
    path("near-miss-dates", learning.NearMissDatesView.as_view(), name="near-miss-dates"),
    path("near-misses/<uuid:near_miss_id>/status", learning.NearMissStatusView.as_view(), name="near-miss-status"),
    path("safety-templates", learning.KeptListsView.as_view(), name="safety-templates"),
    path("safety-templates/<slug:template>/keeper", learning.KeeperView.as_view(), name="template-keeper"),
    path("safety-templates/<slug:template>/versions", learning.ListVersionsView.as_view(), name="template-versions"),
    path("proposed-changes/<uuid:change_id>/answer", learning.ChangeAnswerView.as_view(), name="change-answer"),
    path("agreement-queue", plans.QueueView.as_view(), name="agreement-queue"),
    path("activities/<uuid:activity_id>/safety-plan", plans.PlanView.as_view(), name="safety-plan"),
    path("activities/<uuid:activity_id>/assessment", plans.AssessmentView.as_view(), name="assessment"),
    path(
        "activities/<uuid:activity_id>/assessment/comparison",
        plans.ComparisonView.as_view(),
        name="assessment-comparison",
    ),
    path(
        "activities/<uuid:activity_id>/agreement-request",
        plans.AgreementRequestView.as_view(),
        name="agreement-request",
    ),
    path("activities/<uuid:activity_id>/agreements", plans.AgreementView.as_view(), name="agreements"),
    path("activities/<uuid:activity_id>/own-list", plans.OwnListView.as_view(), name="own-list"),
    path("occurrences/<uuid:occurrence_id>/safety-notes", notes.NotesView.as_view(), name="safety-notes"),
    path("occurrences/<uuid:occurrence_id>/photo-rule", notes.PhotoRuleView.as_view(), name="photo-rule"),
    path("occurrences/<uuid:occurrence_id>/dishes", notes.DishesView.as_view(), name="dishes"),
    path("occurrences/<uuid:occurrence_id>/weather-checks", notes.WeatherView.as_view(), name="weather-checks"),
    path("sites/<uuid:site_id>/point", notes.SitePointView.as_view(), name="site-point"),
]
