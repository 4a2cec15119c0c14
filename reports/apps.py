from django.apps import AppConfig
from django.core.checks import Tags, register


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Reports"

    def ready(self) -> None:
        from reports.checks import check_codes, check_confinement, check_servers

        register(check_servers, Tags.database)
        register(check_codes, Tags.database)
        register(check_confinement, Tags.security, deploy=True)
