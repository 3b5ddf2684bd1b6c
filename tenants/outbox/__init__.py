"""Mail and jobs, written in the same transaction as their cause."""
