from django.urls import path

from aftershift.ideas.api import conversations, views

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
    path("conversations", conversations.ConversationsView.as_view(), name="conversations"),
    path("conversations/<uuid:conversation_id>", conversations.OneConversationView.as_view(), name="one-conversation"),
    path("conversations/<uuid:conversation_id>/held", conversations.HeldView.as_view(), name="conversation-held"),
    path(
        "conversations/<uuid:conversation_id>/calling-off",
        conversations.CallingOffView.as_view(),
        name="conversation-calling-off",
    ),
    path(
        "conversations/<uuid:conversation_id>/write-up",
        conversations.WriteUpView.as_view(),
        name="conversation-write-up",
    ),
    path("conversations/<uuid:conversation_id>/topics", conversations.TopicsView.as_view(), name="topics"),
    path("conversations/<uuid:conversation_id>/themes", conversations.ThemesView.as_view(), name="themes"),
    path("conversations/<uuid:conversation_id>/steps", conversations.NextStepsView.as_view(), name="next-steps"),
    path(
        "conversations/<uuid:conversation_id>/topics/<uuid:topic_id>",
        conversations.OneTopicView.as_view(),
        name="one-topic",
    ),
    path(
        "conversations/<uuid:conversation_id>/themes/<uuid:theme_id>",
        conversations.OneThemeView.as_view(),
        name="one-theme",
    ),
    path(
        "conversations/<uuid:conversation_id>/steps/<uuid:step_id>",
        conversations.OneNextStepView.as_view(),
        name="one-next-step",
    ),
    path("conversation-themes/<uuid:theme_id>/idea", conversations.ThemeIdeaView.as_view(), name="theme-idea"),
    path("conversation-steps/<uuid:step_id>/owner", conversations.StepOwnerView.as_view(), name="step-owner"),
    path("conversation-steps/<uuid:step_id>/done", conversations.StepDoneView.as_view(), name="step-done"),
]
