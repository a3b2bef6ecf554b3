from django.urls import path

from aftershift.shifts.api import polls, times, views

urlpatterns = [
    path("shift-patterns", views.PicturesView.as_view(), name="shift-patterns"),
    path("my-shifts", views.MyShiftsView.as_view(), name="my-shifts"),
    path("my-shifts/pattern", views.PatternView.as_view(), name="my-shifts-pattern"),
    path("my-shifts/usual", views.UsualView.as_view(), name="my-shifts-usual"),
    path("my-shifts/group", views.GroupView.as_view(), name="my-shifts-group"),
    path("my-shifts/rules/<str:rule>", views.RuleView.as_view(), name="my-shifts-rule"),
    path("my-shifts/days", views.DaysView.as_view(), name="my-shifts-days"),
    path("my-shifts/days/<str:date>", views.OneDayView.as_view(), name="my-shifts-day"),
    path("my-shifts/confirmations", views.ConfirmationsView.as_view(), name="my-shifts-confirmations"),
    path("private-blocks", views.BlocksView.as_view(), name="private-blocks"),
    path("private-blocks/<uuid:block_id>", views.OneBlockView.as_view(), name="private-block"),
    path("rota-imports", views.ImportsView.as_view(), name="rota-imports"),
    path("rota-imports/<uuid:import_id>/application", views.ApplicationView.as_view(), name="rota-import-application"),
    path("rota-sheets", views.SheetsView.as_view(), name="rota-sheets"),
    path(
        "rota-sheets/<uuid:sheet_id>/application", views.SheetApplicationView.as_view(), name="rota-sheet-application"
    ),
    path("time-polls", polls.PollsView.as_view(), name="time-polls"),
    path("time-polls/asked", polls.AskedPollsView.as_view(), name="time-polls-asked"),
    path("time-polls/<uuid:poll_id>/answer", polls.PollAnswerView.as_view(), name="time-poll-answer"),
    path("time-polls/<uuid:poll_id>/closing", polls.PollClosingView.as_view(), name="time-poll-closing"),
    path("times/audiences", times.AudiencesView.as_view(), name="times-audiences"),
    path("times", times.TimesView.as_view(), name="times"),
]
