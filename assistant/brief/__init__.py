"""A cited briefing on a topic, as at a day: its parts, the rules that make them, its shapes."""
