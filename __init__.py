"""职教图谱 (zhijiao): quality reports of Chinese vocational schools as a knowledge graph."""

__version__ = "0.1.0"
