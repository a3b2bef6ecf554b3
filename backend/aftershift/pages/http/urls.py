from django.urls import path

from aftershift.pages.http import app_links, conversations, date_file, month, paper, record, safety, views

urlpatterns = [
    path(".well-known/assetlinks.json", app_links.android, name="app-links-android"),
    path(".well-known/apple-app-site-association", app_links.apple, name="app-links-apple"),
    path("join/door.css", views.asset, {"name": "door.css"}, name="door-css"),
    path("join/door.js", views.asset, {"name": "door.js"}, name="door-js"),
    path("join", views.spoken, name="join"),
    path("join/<str:token>", views.door, name="door"),
    path("joined", views.joined, name="joined"),
    path("a/<uuid:occurrence_id>", views.activity, name="public-activity"),
    path("a/<uuid:occurrence_id>.ics", date_file.date_file, name="public-date-file"),
    path("print/poster/<str:token>", views.poster, name="print-poster"),
    path("print/slips/<uuid:ballot_id>", views.print_slips, name="print-slips"),
    path("print/conversation/<uuid:conversation_id>", conversations.print_tables, name="print-conversation"),
    path("print/month", month.print_month, name="print-month"),
    path("print/sheet/<uuid:sheet_id>", paper.print_sheet, name="print-sheet"),
    path("print/tickets/<uuid:sheet_id>", paper.print_tickets, name="print-tickets"),
    path("print/ticket/<uuid:occurrence_id>", paper.print_own_ticket, name="print-ticket"),
    path("print/record", record.print_record, name="print-record"),
    path("print/checklist/<uuid:occurrence_id>", safety.print_checklist, name="print-checklist"),
    path("print/emergency-card", safety.print_emergency_card, name="print-emergency-card"),
    path("at-home/<str:token>", safety.at_home, name="at-home"),
    path("print/card", views.print_card, name="print-card"),
]
