from django.apps import AppConfig


class ShiftsConfig(AppConfig):
    name = "aftershift.shifts"

    def ready(self) -> None:
        from aftershift.core.events import subscribe
        from aftershift.people.events import AgeCorrected
        from aftershift.people.registry import register_personal_data
        from aftershift.shifts import merged, personal_data
        from aftershift.shifts.services import follow_age

        register_personal_data(
            "shifts", models=personal_data.MODELS, export=personal_data.export, erase=personal_data.erase
        )
        subscribe(AgeCorrected, follow_age)
        merged.register()
