"""A whole graph made by several processes in bounded memory: sorted runs on disk, merged range by range."""
