from django.apps import AppConfig


class LeadingConfig(AppConfig):
    name = "aftershift.leading"

    def ready(self) -> None:
        from aftershift.leading import merged, personal_data
        from aftershift.leading.selectors import leads_something
        from aftershift.people.selectors import register_role_source

        personal_data.register()
        merged.register()
        register_role_source(leads_something)
