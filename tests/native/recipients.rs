//! Several recipients.
