"""The way in to the reference files: the same that lie beside the app, for whoever builds on them."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Response

from api.db import Session, TransactionRoute
from api.problems import NotFound, answers
from api.reference import service
from api.schema import Output

router = APIRouter(prefix="/v1/reference", tags=["reference"], route_class=TransactionRoute)

Name = Annotated[str, Path(pattern="^[a-z]{3,20}$")]


class ReferenceFileOut(Output):
    """A reference file: its name, version and size."""

    name: str
    sha256: str
    bytes: int


@router.get("")
def list_files(session: Session) -> list[ReferenceFileOut]:
    """List the reference files with their versions. They are in the public domain (CC0)."""
    return [
        ReferenceFileOut(name=file.name, sha256=file.sha256, bytes=len(service.content(file)))
        for file in service.list_files(session)
    ]


@router.get(
    "/{name}", response_class=Response, responses=answers(NotFound) | {304: {"description": "Unchanged."}}
)
def get_file(
    session: Session, name: Name, if_none_match: Annotated[str, Header(max_length=1000)] = ""
) -> Response:
    """Get one reference file as JSON. Its ETag is the hash of its bytes."""
    file = service.find_file(session, name)
    headers = {"ETag": f'"{file.sha256}"', "Cache-Control": "public, max-age=3600"}
    if headers["ETag"] in if_none_match:
        return Response(status_code=304, headers=headers)
    return Response(service.content(file), media_type="application/json", headers=headers)
