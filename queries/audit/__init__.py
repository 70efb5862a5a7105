"""The audit: figures of a school that contradict each other, each with the passages that state them."""
