"""The guarded room: a clip (upload or allowed URL) goes in, its 70 features come out. No database, no models."""
