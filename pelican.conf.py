"""Settings of the site: only names and addresses, no logic.

`consta build` is the usual way; `pelican -s pelican.conf.py --fatal errors` does the same into
output/. The name is not Pelican's default, so -s is always needed.
"""

import os

from scorers.website import addresses, earlier


SITENAME = "Consta"
SITEURL = addresses.site()
CONSTA_COUNTRY = os.environ.get("CONSTA_COUNTRY", "peru")
CONSTA_CONTENT = os.environ.get("CONSTA_CONTENT", "content")
# Of several countries in one build: where this one stands, and where the page that lists them is.
CONSTA_FOLDER = ""
CONSTA_COUNTRIES = None
CONSTA_OTHERS = ()
CONSTA_EARLIER = earlier.Earlier()  # the site that files may be taken over from
PATH = f"{CONSTA_CONTENT}/{CONSTA_COUNTRY}"
OUTPUT_PATH = "output"
PLUGINS = ["scorers.website"]

THEME = "theme"
THEME_STATIC_DIR = "static"
TIMEZONE = "UTC"
LOCALE = ["C.UTF-8", "C"]
DEFAULT_LANG = "es"
DEFAULT_DATE = None
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False

# No code highlighting: prose shows none, and guessing languages costs a second a build.
MARKDOWN = {"extension_configs": {"markdown.extensions.extra": {}}, "output_format": "html5"}

# Prose: Markdown pages and news. The path says language and slug; `Twin:` joins the languages.
PATH_METADATA = r"(pages|news)/(?P<lang>[a-z]{2,3})/(?P<slug>[a-z0-9]+(-[a-z0-9]+)*)\.md"
PAGE_PATHS = ["pages"]
PAGE_TRANSLATION_ID = "twin"
PAGE_URL = "es/{slug}/"
PAGE_SAVE_AS = "es/{slug}/index.html"
PAGE_LANG_URL = "{lang}/{slug}/"
PAGE_LANG_SAVE_AS = "{lang}/{slug}/index.html"
ARTICLE_PATHS = ["news"]
ARTICLE_TRANSLATION_ID = "twin"
ARTICLE_URL = "es/noticias/{slug}/"
ARTICLE_SAVE_AS = "es/noticias/{slug}/index.html"
ARTICLE_LANG_URL = "en/news/{slug}/"
ARTICLE_LANG_SAVE_AS = "en/news/{slug}/index.html"
TRANSLATION_FEED_ATOM = "feeds/news-{lang}.atom.xml"
FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

# Everything else is the plugin's: none of Pelican's own listings.
STATIC_PATHS = DIRECT_TEMPLATES = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ARCHIVES_SAVE_AS = ""
