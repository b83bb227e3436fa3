"""The sample site: a fictional district, its towns and their people; every name is made up."""
