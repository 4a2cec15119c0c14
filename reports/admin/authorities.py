from __future__ import annotations

from django.contrib import admin

from reports.admin.rights import ReadOnlyAdmin
from reports.models import Authority


@admin.register(Authority)
class AuthorityAdmin(ReadOnlyAdmin):
    """Authorities come from the reference file, so that every archive has the same ones."""

    list_display = ["name", "region", "kind", "dfe_code", "opened", "closed", "is_invented"]
    list_filter = ["region", "kind", "invented"]
    search_fields = ["name", "aliases", "dfe_code"]

    @admin.display(description="invented", ordering="invented")
    def is_invented(self, authority: Authority) -> str:
        return "invented" if authority.invented else ""
