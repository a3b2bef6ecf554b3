from django.urls import path

from aftershift.ideas.api import listening, views

urlpatterns = [
    path("ideas", views.IdeasView.as_view(), name="ideas"),
    path("ideas/similar", views.SimilarIdeasView.as_view(), name="similar-ideas"),
    path("ideas/<uuid:idea_id>", views.OneIdeaView.as_view(), name="one-idea"),
    path("ideas/<uuid:idea_id>/interest", views.InterestView.as_view(), name="idea-interest"),
    path("ideas/<uuid:idea_id>/withdrawal", views.WithdrawalView.as_view(), name="idea-withdrawal"),
    path("ideas/<uuid:idea_id>/answers", views.AnswersView.as_view(), name="idea-answers"),
    path("ideas/<uuid:idea_id>/rules", views.RulesOfIdeaView.as_view(), name="idea-rules"),
    path("ideas/<uuid:idea_id>/reports", views.ReportsView.as_view(), name="idea-reports"),
    path("ideas/<uuid:idea_id>/objections", views.ObjectionsView.as_view(), name="idea-objections"),
    path("ideas/<uuid:idea_id>/verdicts", views.VerdictsView.as_view(), name="idea-verdicts"),
    path("ideas/to-judge", views.IdeasToJudgeView.as_view(), name="ideas-to-judge"),
    path("ideas/<uuid:idea_id>/times", views.TimesView.as_view(), name="idea-times"),
    path("decisions", views.DecisionsView.as_view(), name="decisions"),
    path("rules", views.RulesView.as_view(), name="rules"),
    path("rules/<uuid:rule_id>/replies", views.RuleRepliesView.as_view(), name="rule-replies"),
    # Listening.
    path("barriers", listening.BarriersView.as_view(), name="barriers"),
    path("barriers/answers", listening.BarrierAnswersView.as_view(), name="barrier-answers"),
    path("field-notes", listening.FieldNotesView.as_view(), name="field-notes"),
    path("field-notes/<uuid:note_id>", listening.OneFieldNoteView.as_view(), name="one-field-note"),
    path(
        "field-notes/<uuid:note_id>/lines/<uuid:line_id>/idea",
        listening.LineAsIdeaView.as_view(),
        name="field-line-as-idea",
    ),
    path("listening/sites", listening.SitesView.as_view(), name="listening-sites"),
    path("tallies", listening.TalliesView.as_view(), name="tallies"),
    path("tallies/<uuid:tally_id>", listening.OneTallyView.as_view(), name="one-tally"),
    path("ideas/<uuid:idea_id>/tallies", listening.TalliesOfIdeaView.as_view(), name="idea-tallies"),
]
