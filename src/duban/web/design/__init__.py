"""The look: colours, type, spacing, components; one folder for every app."""
