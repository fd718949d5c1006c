"""Requests to a server, by the standard library alone."""

import http.client
import json
import random
import time
import urllib.error
import urllib.request
from typing import Any, Callable, Dict, Mapping, Optional, TypeVar, cast
from urllib.parse import urljoin, urlsplit

from .errors import MitoscopeError, NotMitoscope, Unreachable
from .settings import find_token, find_url

T = TypeVar("T")

TIMEOUT_S = 60.0
LONGEST_PAUSE_S = 30.0
_BUSY = (429, 502, 503, 504)
_TRANSIENT = ("INTERNAL_SERVER_ERROR", "TIMEOUT", "UNAVAILABLE")


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Handler that follows no redirect: a token must not travel to another host."""

    def redirect_request(self, req: Any, fp: Any, code: Any, msg: Any, headers: Any, newurl: Any) -> None:
        return None


class Connection:
    """A server, with what is needed to send requests to it."""

    def __init__(self, url: Optional[str] = None, token: Optional[str] = None, timeout: float = TIMEOUT_S) -> None:
        self.url = find_url(url)
        self.timeout = timeout
        self._token = find_token(self.url, token)
        # Proxies of the environment cannot reach this machine.
        local = urlsplit(self.url).hostname in ("127.0.0.1", "localhost", "::1")
        proxies = [urllib.request.ProxyHandler({})] if local else []
        self._opener = urllib.request.build_opener(_NoRedirects, *proxies)

    def ask(self, document: str, variables: Optional[Mapping[str, Any]] = None) -> Dict[str, Any]:
        """Returns the data of a GraphQL operation. Raises Unreachable if a later attempt may succeed, else MitoscopeError."""
        body = json.dumps({"query": document, "variables": variables or {}}, allow_nan=False).encode()
        accept = "application/graphql-response+json, application/json"
        status, headers, answer = self._exchange(
            "POST", "/graphql", body, {"content-type": "application/json", "accept": accept}
        )
        parsed = _parse(answer)
        if status == 401:
            raise MitoscopeError(
                f"{self.url} does not take the token: {_reason(parsed) or 'none was given'}. Make one in the dashboard "
                "(Settings, API tokens) and set MITOSCOPE_TOKEN to it.",
                "UNAUTHENTICATED",
            )
        if status in _BUSY or (parsed is None and (status >= 500 or status == 200)):
            raise Unreachable(f"{self.url} cannot answer now (status {status}).", _retry_after(headers), True)
        if parsed is None:
            text = answer[:200].decode("utf-8", "replace")
            raise NotMitoscope(f"{self.url} is not a Mitoscope server: it answered with status {status}: {text}")
        errors = parsed.get("errors") or []
        if errors:
            extensions = errors[0].get("extensions") or {}
            code = extensions.get("code")
            message = "\n".join(str(error.get("message")) for error in errors)
            if extensions.get("retryable") or code in _TRANSIENT:
                raise Unreachable(f"{self.url} cannot answer now: {message}", _retry_after(headers), True)
            raise MitoscopeError(message, code)
        data: Dict[str, Any] = parsed["data"]
        return data

    def request(
        self, method: str, path: str, body: Optional[bytes] = None, headers: Optional[Mapping[str, str]] = None
    ) -> "tuple[Mapping[str, str], bytes]":
        """Returns headers and body of another address of the server. Raises like `ask`."""
        status, answered, data = self._exchange(method, path, body, headers or {})
        if status in _BUSY or status >= 500:
            raise Unreachable(f"{self.url} cannot answer now (status {status}).", _retry_after(answered))
        if status >= 400:
            parsed = _parse(data) or {}
            message = parsed.get("message") or parsed.get("error") or _reason(parsed) or f"status {status}"
            raise MitoscopeError(str(message), parsed.get("code") or str(status))
        return answered, data

    def open(self, path: str) -> Any:
        """Opens an address of the server to read its answer in pieces. Raises like `ask`."""
        try:
            return self._opener.open(self._prepare("GET", path, None, {}), timeout=self.timeout)
        except urllib.error.HTTPError as error:
            parsed = _parse(error.read()) or {}
            message = _reason(parsed) or parsed.get("message") or parsed.get("error") or f"status {error.code}"
            if error.code in _BUSY or error.code >= 500:
                raise Unreachable(f"{self.url} cannot answer now: {message}") from None
            raise MitoscopeError(str(message)) from None
        except (OSError, http.client.HTTPException) as error:
            raise self._unreachable(error) from None

    def _prepare(self, method: str, path: str, body: Optional[bytes], headers: Mapping[str, str]) -> Any:
        address = urljoin(self.url, path)
        sent = dict(headers)
        if self._token and urlsplit(address).netloc == urlsplit(self.url).netloc:
            sent["authorization"] = f"Bearer {self._token}"
        return urllib.request.Request(address, data=body, headers=sent, method=method)

    def _exchange(
        self, method: str, path: str, body: Optional[bytes], headers: Mapping[str, str]
    ) -> "tuple[int, Mapping[str, str], bytes]":
        try:
            with self._opener.open(self._prepare(method, path, body, headers), timeout=self.timeout) as answer:
                return int(answer.status), answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            try:
                return error.code, cast(Any, error.headers), error.read()
            except (OSError, http.client.HTTPException) as broken:
                raise self._unreachable(broken) from None
        except (OSError, http.client.HTTPException) as error:
            raise self._unreachable(error) from None

    def _unreachable(self, error: Exception) -> Unreachable:
        reason = getattr(error, "reason", None) or error
        return Unreachable(f"No server answers at {self.url} ({reason or type(error).__name__}).")


def back_off(failures: int) -> float:
    """Returns seconds to wait after failed attempts: half a second, doubled up to 30, less a random part of up to a half."""
    return min(LONGEST_PAUSE_S, 0.5 * 2.0 ** min(failures, 30)) * (0.5 + random.random() / 2)


def persist(work: Callable[[], T], seconds: float) -> T:
    """Calls `work` until it does not raise Unreachable, with growing pauses, for at most so many seconds."""
    until = time.monotonic() + seconds
    failures = 0
    while True:
        try:
            return work()
        except NotMitoscope:
            raise
        except Unreachable as error:
            pause = max(back_off(failures), error.retry_after)
            failures += 1
            if time.monotonic() + pause > until:
                raise
            time.sleep(pause)


def _parse(answer: bytes) -> Optional[Dict[str, Any]]:
    try:
        parsed = json.loads(answer)
    except ValueError:
        return None
    return parsed if isinstance(parsed, dict) else None


def _reason(parsed: Optional[Mapping[str, Any]]) -> Optional[str]:
    errors = (parsed or {}).get("errors")
    return str(errors[0].get("message")) if isinstance(errors, list) and errors else None


def _retry_after(headers: Optional[Mapping[str, str]]) -> float:
    text = (headers or {}).get("retry-after") or ""
    return min(float(text), 600.0) if text.isdigit() else 0.0
