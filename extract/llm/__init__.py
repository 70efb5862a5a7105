"""Facts from a language model behind an OpenAI-compatible endpoint, kept where the report bears them out."""
