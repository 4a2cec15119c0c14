from django.apps import AppConfig
from django.core import checks


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from reports.publishing.operations import texts_changed
        from search.checks import check_vocabulary
        from search.texts import make_themes_of_new_texts

        checks.register(check_vocabulary)
        texts_changed.connect(make_themes_of_new_texts)
