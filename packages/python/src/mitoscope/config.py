"""Configuration of a run, which the script may change."""

from typing import TYPE_CHECKING, Any

from .values import to_config

if TYPE_CHECKING:
    from .run import Run


class Config:
    """Configuration of a run, as a mapping: what is set later is sent later."""

    def __init__(self, run: "Run") -> None:
        object.__setattr__(self, "_run", run)
        object.__setattr__(self, "_values", {})

    def update(self, values: Any = None, **more: Any) -> None:
        """Sets several values."""
        run: "Run" = self._run
        changed = to_config({**to_config(values, run._warnings), **more}, run._warnings)
        self._values.update(changed)
        if changed:
            try:
                run._append({"config": changed})
            except Exception as error:
                run._warnings.once("config", f"a change of config is left out: {error}")

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self.update({name: value})

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["_values"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: Any) -> None:
        self.update({name: value})

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __iter__(self) -> Any:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def keys(self) -> Any:
        """Returns the names."""
        return self._values.keys()

    def items(self) -> Any:
        """Returns names with values."""
        return self._values.items()

    def get(self, name: str, default: Any = None) -> Any:
        """Returns a value, or the default."""
        return self._values.get(name, default)

    def __repr__(self) -> str:
        return repr(self._values)
