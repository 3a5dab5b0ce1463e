"""The only room that knows Qt widgets: window, panels, forms and dialogs."""
