import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The column stays what it was; it becomes a key, so that one statement finds session, member and organisation."""

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.RenameField(model_name="session", old_name="member_id", new_name="member"),
        migrations.AlterField(
            model_name="session",
            name="member",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.member"
            ),
        ),
    ]
