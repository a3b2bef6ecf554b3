from django.urls import path

from aftershift.ideas.api import merging, views

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
    path("ideas/<uuid:idea_id>/merges", merging.MergesOfIdeaView.as_view(), name="idea-merges"),
    path("merges", merging.OpenMergesView.as_view(), name="open-merges"),
    path("merges/<uuid:merge_id>/answer", merging.MergeAnswerView.as_view(), name="merge-answer"),
    path("merges/<uuid:merge_id>/answer-in-place", merging.InPlaceView.as_view(), name="merge-answer-in-place"),
    path("merges/<uuid:merge_id>/undoing", merging.UndoingView.as_view(), name="merge-undoing"),
    path("merges/<uuid:merge_id>/reply", merging.MergeReplyView.as_view(), name="merge-reply"),
    path("decisions", views.DecisionsView.as_view(), name="decisions"),
    path("rules", views.RulesView.as_view(), name="rules"),
    path("rules/<uuid:rule_id>/replies", views.RuleRepliesView.as_view(), name="rule-replies"),
]
