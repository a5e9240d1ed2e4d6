"""The back office for courses: authors write a draft, see how it reads, and publish it as an edition."""
