"""Found the invented town and live in it, by the services that everybody uses."""

from api.demo.service.fill import NotEmptyError, fill
from api.demo.service.signing import Credentials
from api.demo.service.staff import HOST, Staff
from api.demo.service.town import Town, found

__all__ = ["HOST", "Credentials", "NotEmptyError", "Staff", "Town", "fill", "found"]
