"""The areas desk (自治会): one ledger of neighbourhood associations from every department's version."""
