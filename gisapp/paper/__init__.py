"""Documents on paper: one content, written as PDF, HTML or JSON, without a screen."""
