"""The design system: templates, components, one stylesheet; used by the desk and by the portal."""
