"""A replica of the publisher's site: invented providers and reports in the site's own markup.

`make replica` serves it by hand; the tests of the fetcher ask it and read its log.
"""
