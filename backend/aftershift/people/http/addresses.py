"""Where a request comes from, as a hash: enough to count tries, useless to look anybody up."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

from aftershift.people import codes


def address_of(request: HttpRequest) -> str:
    """Keyed hash of the client's address; an IPv6 network of one household or phone counts as one."""
    given = request.META.get(settings.CLIENT_ADDRESS_HEADER, "")
    try:
        address = ipaddress.ip_address(given.strip())
    except ValueError:
        return codes.keyed("address", "unknown")
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is None:
            return codes.keyed("address", str(ipaddress.ip_network((address, 64), strict=False)))
        address = address.ipv4_mapped
    return codes.keyed("address", str(address))
