"""The nouns: files and pictures, topics, what every written page has, and the pages themselves."""

from rounds.content.models.blogs import Article, Blog, Series
from rounds.content.models.collections import CollectedResource, ResourceCollection
from rounds.content.models.downloads import Downloads
from rounds.content.models.feeds import PrivateFeed
from rounds.content.models.files import File, private
from rounds.content.models.namings import Naming
from rounds.content.models.pages import Section, TextPage
from rounds.content.models.pictures import Picture, PictureRendition
from rounds.content.models.resources import Library, Resource, ResourceEdition, ResourceFile
from rounds.content.models.shows import Episode, Podcast, Video, Videos
from rounds.content.models.topics import Topic
from rounds.content.models.written import Byline, Written

__all__ = [
    "Article",
    "Blog",
    "Byline",
    "CollectedResource",
    "Downloads",
    "Episode",
    "File",
    "Library",
    "Naming",
    "Picture",
    "PictureRendition",
    "Podcast",
    "PrivateFeed",
    "Resource",
    "ResourceCollection",
    "ResourceEdition",
    "ResourceFile",
    "Section",
    "Series",
    "TextPage",
    "Topic",
    "Video",
    "Videos",
    "Written",
    "private",
]
