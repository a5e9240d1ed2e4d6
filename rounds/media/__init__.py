"""What is heard and seen: recordings with their captions, transcripts and chapters, and how they are played.

Recording: sound or moving pictures: a file kept here, or an address elsewhere.
Track: its words with their times, as WebVTT: captions of a video, transcript of a sound. One text with four uses: the
player, the page, the search, the feed.
Chapter: a moment with a title.
"""
