//! What an update makes of an action, tried on small plans.
