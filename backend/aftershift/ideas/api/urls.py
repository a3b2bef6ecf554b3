from django.urls import path

from aftershift.ideas.api import views

urlpatterns = [
    path("ideas", views.IdeasView.as_view(), name="ideas"),
    path("ideas/similar", views.SimilarIdeasView.as_view(), name="similar-ideas"),
    path("ideas/<uuid:idea_id>", views.OneIdeaView.as_view(), name="one-idea"),
    path("ideas/<uuid:idea_id>/interest", views.InterestView.as_view(), name="idea-interest"),
    path("ideas/<uuid:idea_id>/withdrawal", views.WithdrawalView.as_view(), name="idea-withdrawal"),
    path("ideas/<uuid:idea_id>/answers", views.AnswersView.as_view(), name="idea-answers"),
]
