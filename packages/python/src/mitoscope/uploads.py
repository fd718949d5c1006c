"""Uploads of representations, which go on where an interrupted one stopped."""

import hashlib
from pathlib import Path
from typing import Any, Dict, Mapping, Optional

from .asking import Ask, Work
from .connection import Connection
from .errors import MitoscopeError, Unreachable

CHUNK_BYTES = 8 * 2**20
_RESUMABLE = {"tus-resumable": "1.0.0"}
_ANNOUNCE = """mutation ($input: CreateUploadInput!) {
  createUpload(input: $input) { representation { id } uploadUrl }
}"""


def advance_upload(
    connection: Connection, run_id: str, folder: Path, upload: Dict[str, Any]
) -> "Work[Optional[str]]":
    """Sends the next piece of a file; returns the id of the representation once the server has stored it, else None.

    `upload` names the file and remembers how far it is. Raises Unreachable if a repeat may succeed, else MitoscopeError.
    """
    path = folder / upload["file"]
    if "sha256" not in upload:
        upload["sha256"], upload["bytes"] = hash_file(path)
    if "url" not in upload:
        made = (yield Ask(_ANNOUNCE, {"input": _describe(upload, run_id)}))["createUpload"]
        if made["representation"]:
            return str(made["representation"]["id"])
        upload["url"] = made["uploadUrl"]
        upload.pop("offset", None)
    try:
        if "offset" not in upload:
            answered, _ = connection.request("HEAD", upload["url"], headers=_RESUMABLE)
            upload["offset"] = _read_offset(answered)
        if upload["offset"] < upload["bytes"]:
            _send_piece(connection, path, upload)
        if upload["offset"] >= upload["bytes"]:
            # Asked again, the server names what it has stored.
            del upload["url"]
    except Unreachable:
        upload.pop("offset", None)
        raise
    except MitoscopeError as error:
        upload.pop("url", None)
        upload.pop("offset", None)
        if error.code in ("404", "409", "410", "423", "460"):
            raise Unreachable(f"The upload of {path.name} was interrupted: {error}") from None
        raise
    return None


def hash_file(path: Path) -> "tuple[str, int]":
    """Returns the SHA-256 of a file in hex, and its size. Raises MitoscopeError if it cannot be read."""
    digest, size = hashlib.sha256(), 0
    try:
        with open(path, "rb") as file:
            while True:
                piece = file.read(2**20)
                if not piece:
                    return digest.hexdigest(), size
                digest.update(piece)
                size += len(piece)
    except OSError as error:
        raise MitoscopeError(f"{path} cannot be read: {error}.") from None


def make_site(site: Optional[str], kind: Optional[str], position: Optional[int]) -> Dict[str, Any]:
    """Returns the layer of a file as its line of a journal names it, without what is not known."""
    named = {"site": site, "siteKind": kind, "sitePosition": position}
    return {key: value for key, value in named.items() if value is not None}


def _describe(upload: Dict[str, Any], run_id: str) -> Dict[str, Any]:
    described = {"runId": run_id, "fileName": upload["name"], "bytes": upload["bytes"], "sha256": upload["sha256"]}
    if upload.get("epoch") is not None:
        described["epoch"] = upload["epoch"]
    for key in ("site", "siteKind", "sitePosition"):
        if upload.get(key) is not None:
            described[key] = upload[key]
    return described


def _send_piece(connection: Connection, path: Path, upload: Dict[str, Any]) -> None:
    with open(path, "rb") as file:
        file.seek(upload["offset"])
        piece = file.read(CHUNK_BYTES)
    headers = {
        **_RESUMABLE,
        "content-type": "application/offset+octet-stream",
        "upload-offset": str(upload["offset"]),
    }
    answered, _ = connection.request("PATCH", upload["url"], piece, headers)
    upload["offset"] = _read_offset(answered)


def _read_offset(headers: Mapping[str, str]) -> int:
    """Returns how many bytes the server has. An answer that was cut within its headers does not say."""
    offset = headers.get("upload-offset") or ""
    if not offset.isdigit():
        raise Unreachable("An answer about an upload was cut off.")
    return int(offset)
