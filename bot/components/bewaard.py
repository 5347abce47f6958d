"""What every component of ours that learns has in common: it keeps one object in one file of the model."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

D = TypeVar("D", bound="BewaardDeel")


class BewaardDeel(GraphComponent):
    """`BESTAND`: the file; `_geleerd`: the object, set by `_bewaar` in training and read back by `load`."""

    BESTAND: ClassVar[str]

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config, self._opslag, self._bron = config, model_storage, resource
        self._geleerd: Any = None

    @classmethod
    def create(
        cls: type[D],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> D:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls: type[D],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> D:
        deel = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as map_:
            deel._geleerd = joblib.load(map_ / cls.BESTAND)
        return deel

    def _bewaar(self, geleerd: Any) -> Resource:
        self._geleerd = geleerd
        with self._opslag.write_to(self._bron) as map_:
            joblib.dump(geleerd, map_ / self.BESTAND, compress=3)
        return self._bron
