"""Who stands at the door: a host and a cookie become an organization and a person."""
