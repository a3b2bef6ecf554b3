from aftershift.leading.selectors.offers import (
    activities_without_leaders,
    is_asked,
    leads_something,
    open_offers,
    own_offers,
)

__all__ = ["activities_without_leaders", "is_asked", "leads_something", "open_offers", "own_offers"]
