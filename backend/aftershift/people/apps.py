from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "aftershift.people"

    def ready(self) -> None:
        from aftershift.people import merged, personal_data
        from aftershift.people.registry import register_personal_data

        register_personal_data(
            "people", models=personal_data.MODELS, export=personal_data.export, erase=personal_data.erase
        )
        merged.register()
