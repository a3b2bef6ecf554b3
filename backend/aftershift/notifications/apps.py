from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "aftershift.notifications"

    def ready(self) -> None:
        from aftershift.core.events import subscribe
        from aftershift.notifications import checks, merged, personal_data  # noqa: F401  (register the checks made at start)
        from aftershift.notifications.channels import register_channel
        from aftershift.notifications.channels.email import Email
        from aftershift.notifications.channels.push import Push
        from aftershift.notifications.services.sending import tell_leaver_nothing
        from aftershift.people.events import MemberLeft

        personal_data.register()
        merged.register()
        register_channel("push", Push())
        register_channel("email", Email())
        subscribe(MemberLeft, tell_leaver_nothing)
